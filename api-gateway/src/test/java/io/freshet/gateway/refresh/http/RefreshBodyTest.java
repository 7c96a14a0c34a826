package io.freshet.gateway.refresh.http;

import io.freshet.gateway.openapi.DocumentedBody;
import org.junit.jupiter.api.Test;

class RefreshBodyTest {

    @Test
    void shouldBeReadAsDocumented() {
        DocumentedBody.assertReads("RefreshBody", RefreshRequestReader::read);
    }
}
