package io.freshet.gateway.projection.persistence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.gateway.persistence.Database;
import io.freshet.gateway.projection.DeadLetter;
import io.freshet.gateway.projection.DeadLetterRepository;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;

/** Dead letters in PostgreSQL. */
@Singleton
final class JdbcDeadLetterRepository implements DeadLetterRepository {

    private static final String INSERT = """
            INSERT INTO dead_letter (dead_letter_id, tenant_id, job_id, stage, code, reason, origin, record_key,
                headers, value, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """;

    private final Database database;
    private final ObjectMapper json;
    private final Clock clock;

    JdbcDeadLetterRepository(Database database, ObjectMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void keep(DeadLetter letter) {
        JsonNode origin = json.createObjectNode()
                .put("topic", letter.origin().topic())
                .put("partition", letter.origin().partition())
                .put("offset", letter.origin().offset());
        database.update(
                INSERT,
                id(letter.place()),
                letter.tenantId(),
                letter.jobId(),
                letter.stage(),
                letter.code(),
                letter.reason(),
                origin,
                letter.key(),
                json.valueToTree(letter.headers()),
                letter.value(),
                clock.instant());
    }

    private static UUID id(DeadLetter.Place place) {
        String text = place.topic() + '/' + place.partition() + '/' + place.offset();
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
