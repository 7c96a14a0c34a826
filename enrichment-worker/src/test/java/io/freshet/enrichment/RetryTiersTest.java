package io.freshet.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryTiersTest {

    private final RetryTiers tiers =
            new RetryTiers(List.of(Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofMinutes(10)));

    @ParameterizedTest
    @CsvSource({
        "0, 600, 5",
        "4, 600, 5",
        "30, 600, 5",
        "60, 600, 60",
        "500, 600, 60",
        "700, 7200, 600",
        "4, 16, 5",
        // No time for the tier, or for the wait
        "4, 15, ",
        "4, 3, ",
        "60, 65, ",
        "60, 75, 60",
        "60, 70, ",
        "600, 605, ",
        "4, -5, "
    })
    void shouldSendAwayForTheLongestThatIsNoLongerThanTheWaitAndFitsTheDeadline(
            long waitS, long leftS, @Nullable Long expectedS) {
        assertThat(tiers.fitting(Duration.ofSeconds(waitS), Duration.ofSeconds(leftS)))
                .isEqualTo(Optional.ofNullable(expectedS).map(Duration::ofSeconds));
    }
}
