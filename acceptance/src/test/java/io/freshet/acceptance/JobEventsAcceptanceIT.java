package io.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code GET /refreshes/{id}/events}: a refresh that is watched. */
class JobEventsAcceptanceIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Client client = SharedSystem.client();
    private final Jobs jobs = new Jobs();

    @AfterEach
    void noFaults() throws Exception {
        jobs.noFaults();
    }

    @Test
    void shouldTellEveryStepInOrderAndEndWithTheJobWhenItIsWatched() throws Exception {
        // Given
        String id = jobs.tree();
        jobs.slow(200);
        String job = jobs.submitted(id, "{\"depth\": 2}");
        // When
        EventStream stream = EventStream.read(job);
        // Then
        assertThat(stream.type()).startsWith("text/event-stream");
        assertThat(stream.events())
                .extracting(EventStream.Event::id)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, stream.events().size())
                                .boxed()
                                .toList());
        assertThat(stream.words()).startsWith("job queued", "job running").endsWith("job completed");
        JsonNode shown = client.get("/refreshes/" + job).body();
        List<String> steps = new ArrayList<>();
        shown.at("/data/steps")
                .forEach(step -> steps.add("step " + step.path("kind").asText() + ' '
                        + step.path("name").asText() + ' '
                        + step.path("status").asText()));
        assertThat(stream.words()).containsAll(steps);
        assertThat(stream.events().getFirst().data().path("refreshId").asText()).isEqualTo(job);
        assertThat(stream.comments()).isNotEmpty();
    }

    @Test
    void shouldResumeWithoutGapOrRepetitionWhenTheCallerComesBack() throws Exception {
        // Given
        String job = client.refreshed(jobs.tree(), "{\"depth\": 1}")
                .at("/data/refreshId")
                .asText();
        EventStream whole = EventStream.read(job);
        long middle = whole.events().size() / 2;
        // When
        EventStream byHeader = EventStream.read(job, "Last-Event-ID", Long.toString(middle));
        EventStream byQuery = EventStream.readPath("/refreshes/" + job + "/events?lastEventId=" + middle);
        EventStream over = EventStream.read(
                job, "Last-Event-ID", Integer.toString(whole.events().size()));
        // Then
        List<EventStream.Event> rest =
                whole.events().subList((int) middle, whole.events().size());
        assertThat(byHeader.events()).isEqualTo(rest);
        assertThat(byQuery.events()).isEqualTo(rest);
        assertThat(over.status()).isEqualTo(204);
    }

    @Test
    void shouldTellTheCancellationToThoseWhoWatch() throws Exception {
        // Given
        jobs.slow(2_000);
        String job = jobs.submitted(jobs.plain(), "{}");
        HttpResponse<Stream<String>> response = EventStream.open("/refreshes/" + job + "/events");
        // When
        assertThat(client.post("/refreshes/" + job + "/cancel", "").status()).isEqualTo(200);
        // Then
        try (Stream<String> lines = response.body()) {
            assertThat(lines.filter(line -> line.startsWith("data:")).reduce((one, other) -> other))
                    .hasValueSatisfying(last -> assertThat(last).contains("\"cancelled\""));
        }
    }

    @Test
    void shouldNameTheFaultWhenTheLastEventIdIsNone() throws Exception {
        String job = client.refreshed(jobs.plain(), "{}").at("/data/refreshId").asText();
        Client.Answer answer = client.get("/refreshes/" + job + "/events?lastEventId=first");
        Operations.assertRefused(answer, 400, "validation_error", "?lastEventId");
        assertThat(EventStream.read(jobs.plain()).status()).isEqualTo(404);
    }

    @Test
    void shouldRefuseMoreStreamsThanATenantMayHaveAndServeAgainWhenTheyAreClosed() throws Exception {
        // Given
        jobs.slow(30_000);
        String job = jobs.submitted(jobs.plain(), "{}");
        String path = "/refreshes/" + job + "/events";
        List<Stream<String>> open = new ArrayList<>();
        HttpResponse<Stream<String>> last = EventStream.open(path);
        while (last.statusCode() == 200 && open.size() < 200) {
            open.add(last.body());
            last = EventStream.open(path);
        }
        // Then
        assertThat(open).hasSize(50);
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.headers().firstValue("Retry-After")).isPresent();
        open.forEach(Stream::close);
        Awaitility.await().atMost(PATIENCE).until(() -> {
            HttpResponse<Stream<String>> again = EventStream.open(path);
            again.body().close();
            return again.statusCode() == 200;
        });
        client.post("/refreshes/" + job + "/cancel", "");
    }
}
