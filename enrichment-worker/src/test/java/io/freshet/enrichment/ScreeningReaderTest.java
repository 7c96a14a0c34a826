package io.freshet.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.core.NormalizedProfile;
import io.freshet.core.NormalizedProfile.Hit;
import io.freshet.core.NormalizedProfile.Screening;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScreeningReaderTest {

    private final ProfileReader reader = new ProfileReader();

    @Test
    void shouldTellThatNothingWasFoundFromNotScreened() {
        assertThat(screening(Map.of("total", 0, "hits", List.of()))).isEqualTo(new Screening(0, null, null));
        assertThat(reader.read(Map.of("screening", Map.of("hits", List.of())), "lists"))
                .isNull();
    }

    @Test
    void shouldGiveTheSameProfileWhateverTheOrderOfTheAnswer() {
        Map<String, Object> weak = hit("b", 0.71, "role.pep", "sanction");
        Map<String, Object> strong = hit("a", 0.98, "sanction", "role.pep");
        Screening one = screening(Map.of("total", 2, "hits", List.of(weak, strong)));
        Screening other = screening(Map.of("total", 2, "hits", List.of(strong, weak)));
        assertThat(one).isEqualTo(other);
        List<Hit> hits = Objects.requireNonNull(Objects.requireNonNull(one).hits());
        assertThat(hits).extracting(Hit::id).containsExactly("a", "b");
        assertThat(hits.getFirst().topics()).containsExactly("role.pep", "sanction");
    }

    @Test
    void shouldKeepAHitWhoseScoreIsNone() {
        Screening screening = screening(Map.of(
                "total", 1, "hits", Arrays.asList(Map.of("id", "a", "score", "high"), hit("b", 1.5), "x", null)));
        assertThat(Objects.requireNonNull(screening).hits())
                .containsExactly(
                        new Hit("a", null, null, null, null, null, "lists"),
                        new Hit("b", null, null, null, null, null, "lists"));
        assertThat(screening.total()).isEqualTo(2);
    }

    private @Nullable Screening screening(Map<String, Object> mapped) {
        NormalizedProfile profile = Objects.requireNonNull(reader.read(Map.of("screening", mapped), "lists"));
        return profile.screening();
    }

    private static Map<String, Object> hit(String id, double score, String... topics) {
        return Map.of("id", id, "score", score, "topics", List.of(topics));
    }
}
