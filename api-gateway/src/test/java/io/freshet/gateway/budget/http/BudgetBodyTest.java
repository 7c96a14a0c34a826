package io.freshet.gateway.budget.http;

import io.freshet.gateway.openapi.DocumentedBody;
import org.junit.jupiter.api.Test;

class BudgetBodyTest {

    @Test
    void shouldBeReadAsDocumented() {
        DocumentedBody.assertReads("BudgetBody", BudgetController::read);
    }
}
