package io.freshet.gateway.provider.http;

import io.freshet.gateway.openapi.DocumentedBody;
import io.freshet.gateway.tenant.Caller;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProviderStateBodyTest {

    private final Caller caller = new Caller(UUID.randomUUID(), UUID.randomUUID(), Set.of());

    @Test
    void shouldBeReadAsDocumented() {
        DocumentedBody.assertReads(
                "ProviderStateBody", body -> ProviderStateController.read("some_provider", caller, body));
    }
}
