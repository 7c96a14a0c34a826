package io.freshet.schemas.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * The part of the Confluent Schema Registry REST API that the serde and the deployment need. Ids are cached for good, since
 * a registry never gives an id to another schema; a cache stops growing at {@value #CACHE} entries. Threads share it.
 */
public final class SchemaRegistryClient {

    private static final int CACHE = 1_000;
    /** Of one attempt: the registry is near, and what it does is small. */
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private static final int ATTEMPTS = 3;
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final SerdeConfig config;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final ObjectMapper json = new ObjectMapper();
    private final Map<Integer, Schema> byId = new ConcurrentHashMap<>();
    private final Map<SubjectSchema, Integer> ids = new ConcurrentHashMap<>();
    private final Map<String, Registered> latest = new ConcurrentHashMap<>();

    /**
     * A client.
     *
     * @param config the keys of {@link SerdeConfig}
     */
    public SchemaRegistryClient(Map<String, ?> config) {
        this.config = SerdeConfig.of(config);
    }

    private record SubjectSchema(String subject, Schema schema) {}

    /** A schema and its id. */
    record Registered(int id, Schema schema) {}

    /** Registers a schema, or finds it registered, and gives its id. */
    public int register(String subject, Schema schema) {
        try {
            return id(subject, schema, "/subjects/" + encoded(subject) + "/versions");
        } catch (RefusedException e) {
            if (e.status() != CONFLICT) {
                throw e;
            }
            // Somebody else registered the subject at the same time, which is well when it is this schema.
            try {
                return idOf(subject, schema);
            } catch (SerializationException missing) {
                throw e;
            }
        }
    }

    /**
     * The id of a schema that is registered.
     *
     * @throws SerializationException when it is not
     */
    public int idOf(String subject, Schema schema) {
        return id(subject, schema, "/subjects/" + encoded(subject));
    }

    private int id(String subject, Schema schema, String path) {
        SubjectSchema key = new SubjectSchema(subject, schema);
        Integer known = ids.get(key);
        if (known != null) {
            return known;
        }
        String body = json.createObjectNode().put("schema", schema.toString()).toString();
        int id = exchange("POST", path, body, "schema of subject " + subject)
                .path("id")
                .asInt();
        cache(ids, key, id);
        return id;
    }

    /** The newest schema of a subject; asked once, as a new version needs a new start of the service. */
    Registered latest(String subject) {
        Registered known = latest.get(subject);
        if (known != null) {
            return known;
        }
        JsonNode answer =
                exchange("GET", "/subjects/" + encoded(subject) + "/versions/latest", "", "subject " + subject);
        Registered found = new Registered(
                answer.path("id").asInt(), parse(answer.path("schema").asText()));
        cache(latest, subject, found);
        return found;
    }

    /**
     * The schema with an id.
     *
     * @throws SerializationException when there is none
     */
    public Schema byId(int id) {
        Schema known = byId.get(id);
        if (known != null) {
            return known;
        }
        JsonNode answer = exchange("GET", "/schemas/ids/" + id, "", "schema id " + id);
        Schema schema = parse(answer.path("schema").asText());
        cache(byId, id, schema);
        return schema;
    }

    /** Sets how later schemas of a subject must agree with earlier ones: {@code BACKWARD_TRANSITIVE} and the like. */
    public void setCompatibility(String subject, String level) {
        String body = json.createObjectNode().put("compatibility", level).toString();
        exchange("PUT", "/config/" + encoded(subject), body, "compatibility of subject " + subject);
    }

    /** The registry understood and said no. */
    private static final class RefusedException extends SerializationException {

        private static final long serialVersionUID = 1L;
        private final int status;

        RefusedException(int status, String message) {
            super(message);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    private JsonNode exchange(String method, String path, String body, String what) {
        @Nullable IOException failure = null;
        for (int attempt = 1; attempt <= ATTEMPTS && !Thread.currentThread().isInterrupted(); attempt++) {
            for (URI base : config.registryUrls()) {
                try {
                    return answer(send(method, URI.create(base + path), body), what);
                } catch (IOException e) {
                    failure = e;
                }
            }
            pause(attempt);
        }
        throw new RegistryUnavailableException(
                "schema registry does not answer at " + config.registryUrls(),
                failure == null ? new IOException("no address") : failure);
    }

    private static void pause(int attempt) {
        try {
            if (attempt < ATTEMPTS) {
                Thread.sleep(PAUSE.multipliedBy(attempt));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<String> send(String method, URI address, String body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("Accept", CONTENT_TYPE + ", application/json")
                .header("Content-Type", CONTENT_TYPE)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        config.authorization().ifPresent(value -> request.header("Authorization", value));
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private JsonNode answer(HttpResponse<String> response, String what) throws IOException {
        if (response.statusCode() >= 500 || response.statusCode() == 429) {
            throw new IOException("status " + response.statusCode());
        }
        if (response.statusCode() == NOT_FOUND) {
            throw new SerializationException(what + " is not registered");
        }
        if (response.statusCode() >= 400) {
            throw new RefusedException(
                    response.statusCode(),
                    "schema registry refused the " + what + ": " + response.statusCode() + ' ' + response.body());
        }
        try {
            return json.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new IOException("the registry's answer is not JSON", e);
        }
    }

    private static Schema parse(String text) {
        try {
            return new Schema.Parser().parse(text);
        } catch (SchemaParseException e) {
            throw new SerializationException("the registered schema is not Avro", e);
        }
    }

    private static String encoded(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8);
    }

    private static <K, V> void cache(Map<K, V> cache, K key, V value) {
        if (cache.size() < CACHE) {
            cache.put(key, value);
        }
    }
}
