package io.freshet.gateway.openapi.http;

import io.freshet.gateway.http.ApiException;
import io.freshet.gateway.http.ErrorCode;
import io.freshet.gateway.openapi.OpenApiDocument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;

/**
 * {@code /openapi}: the contract of this API, as YAML or, for who accepts JSON, as JSON; always as one of them under
 * {@code /openapi/yaml} and {@code /openapi/json}. {@code /openapi/ui}: a page to read it and to try it. No key is needed.
 */
@Hidden
@Controller("/openapi")
@ExecuteOn(TaskExecutors.BLOCKING)
final class OpenApiController {

    private static final String YAML = "application/yaml";
    private static final String POLICY =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";
    private static final String WEBJAR = "META-INF/resources/webjars/swagger-ui/";
    private static final String WEBJAR_VERSION = "META-INF/maven/org.webjars/swagger-ui/pom.properties";

    /** What the page loads, and where it lies. */
    private static final Map<String, String> TYPES = Map.of(
            "swagger-ui.css", "text/css",
            "swagger-ui-bundle.js", "text/javascript",
            "favicon-32x32.png", "image/png",
            "page.js", "text/javascript");

    /** Few ever ask, so the first who does pays for the reading. */
    private static final class Loaded {
        static final OpenApiDocument DOCUMENT = OpenApiDocument.load();
    }

    @Get
    @Produces({YAML, MediaType.APPLICATION_JSON})
    HttpResponse<byte[]> negotiated(HttpRequest<?> request) {
        boolean asJson = request.accept().stream().anyMatch(MediaType.APPLICATION_JSON_TYPE::equals);
        return asJson ? json() : yaml();
    }

    @Get("/yaml")
    @Produces(YAML)
    HttpResponse<byte[]> yaml() {
        return answer(Loaded.DOCUMENT.yaml().getBytes(StandardCharsets.UTF_8), YAML);
    }

    @Get("/json")
    @Produces(MediaType.APPLICATION_JSON)
    HttpResponse<byte[]> json() {
        return answer(Loaded.DOCUMENT.json().getBytes(StandardCharsets.UTF_8), MediaType.APPLICATION_JSON);
    }

    @Get("/ui")
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<byte[]> page() {
        return answer(read("openapi/page.html"), MediaType.TEXT_HTML);
    }

    @Get("/ui/{file}")
    @Produces(MediaType.ALL)
    HttpResponse<byte[]> asset(@PathVariable String file) {
        String type = TYPES.get(file);
        if (type == null) {
            throw new ApiException(ErrorCode.NOT_FOUND, "No such file.");
        }
        return answer(read(file.equals("page.js") ? "openapi/page.js" : webjar() + file), type);
    }

    private static MutableHttpResponse<byte[]> answer(byte[] body, String type) {
        return HttpResponse.ok(body)
                .contentType(type)
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff");
    }

    /** The folder of the page's library; its name holds the version, which is the build's to choose. */
    private static String webjar() {
        Properties properties = new Properties();
        try {
            properties.load(new ByteArrayInputStream(read(WEBJAR_VERSION)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return WEBJAR + properties.getProperty("version") + "/";
    }

    private static byte[] read(String resource) {
        try (InputStream in = OpenApiController.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
