package io.freshet.gateway.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CallerTest {

    private static Caller with(String... permissions) {
        return new Caller(UUID.randomUUID(), UUID.randomUUID(), Set.of(permissions));
    }

    @Test
    void shouldAllowWhatIsNamedAndNothingElse() {
        assertThat(with("entities:read").may("entities:read")).isTrue();
        assertThat(with("entities:read").may("entities:write")).isFalse();
        assertThat(with().may("entities:read")).isFalse();
    }

    @Test
    void shouldAllowEverythingOfTheTenantButNotWhatConcernsAllWhenThereIsAStar() {
        assertThat(with("*").may("marketplace:manage")).isTrue();
        assertThat(with("*").may("providers:operate")).isFalse();
        assertThat(with("*", "providers:operate").may("providers:operate")).isTrue();
    }
}
