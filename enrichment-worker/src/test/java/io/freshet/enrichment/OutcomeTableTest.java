package io.freshet.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What outcomes can say is what {@code docs/errors.md} lists, no more and no less. */
class OutcomeTableTest {

    private static final Pattern ROW = Pattern.compile("\\| `([A-Z_]+)` \\| ([a-z_]+) \\| (yes|no) \\| ([^|]*)\\|.*");
    private static final Set<String> CATEGORIES = Set.of(
            "configuration", "timeout", "network", "throttled", "provider_error", "not_found", "validation", "mapping");

    private record Row(String code, String category, boolean retryable, String status) {}

    @Test
    void shouldListEveryOutcomeAndNoOther() throws Exception {
        Set<String> documented =
                documented().stream().map(OutcomeTableTest::key).collect(Collectors.toCollection(TreeSet::new));
        Set<String> said = new TreeSet<>(Set.of("INTEGRATION_NOT_ENABLED configuration no"));
        failures().forEach(failure -> said.add(key(failure)));

        assertThat(said).isEqualTo(documented);
        assertThat(documented()).extracting(Row::category).hasSameElementsAs(CATEGORIES);
    }

    @Test
    void shouldCarryTheStatusThatTheTableNames() throws Exception {
        List<Row> rows = documented();
        for (Execution.Failure failure : failures()) {
            Row row = rows.stream()
                    .filter(one -> key(one).equals(key(failure)))
                    .findFirst()
                    .orElseThrow();
            Integer status = failure.statusCode();
            if (row.status().isEmpty()) {
                assertThat(status).as(failure.code()).isNull();
            } else if (row.status().matches("[0-9]+")) {
                assertThat(status).as(failure.code()).isEqualTo(Integer.valueOf(row.status()));
            } else if (!row.status().contains("if asked")) {
                assertThat(status).as(failure.code()).isNotNull();
            }
        }
    }

    /** The failure of every answer that there can be. */
    private static List<Execution.Failure> failures() {
        List<Answer> answers = new ArrayList<>();
        for (Class<?> kind : Answer.class.getPermittedSubclasses()) {
            answers.addAll(answersOf(kind));
        }
        return answers.stream().map(Execution.Failure::of).toList();
    }

    private static List<Answer> answersOf(Class<?> kind) {
        if (kind == Answer.Found.class) {
            return List.of();
        }
        if (kind == Answer.NotFound.class) {
            return List.of(new Answer.NotFound(Instant.EPOCH));
        }
        if (kind == Answer.Throttled.class) {
            return List.of(new Answer.Throttled(Duration.ofSeconds(1)));
        }
        if (kind == Answer.Unmappable.class) {
            return List.of(new Answer.Unmappable("the body is no JSON"));
        }
        if (kind == Answer.Unavailable.class) {
            return Arrays.stream(Answer.Reason.values())
                    .<Answer>map(reason -> new Answer.Unavailable(reason, 500))
                    .toList();
        }
        if (kind == Answer.Rejected.class) {
            return Arrays.stream(Answer.Refusal.values())
                    .<Answer>map(refusal -> new Answer.Rejected(refusal, 403))
                    .toList();
        }
        if (kind == Answer.NotCalled.class) {
            return Arrays.stream(Answer.Hold.values())
                    .<Answer>map(hold -> new Answer.NotCalled(hold, Duration.ZERO))
                    .toList();
        }
        throw new AssertionError("this test does not know what comes of a " + kind.getSimpleName());
    }

    private static List<Row> documented() throws Exception {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("../docs/errors.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.add(new Row(
                        row.group(1),
                        row.group(2),
                        row.group(3).equals("yes"),
                        row.group(4).strip()));
            }
        }
        assertThat(rows).isNotEmpty();
        return rows;
    }

    private static String key(Row row) {
        return row.code() + " " + row.category() + (row.retryable() ? " yes" : " no");
    }

    private static String key(Execution.Failure failure) {
        return failure.code() + " " + failure.category() + (failure.retryable() ? " yes" : " no");
    }
}
