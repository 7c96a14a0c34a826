package io.freshet.enrichment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.enrichment.catalogue.ProviderDefinition;
import java.time.Instant;

/** The class of {@code docs/adding-a-provider.md}. */
public final class LedgerProvider implements EnrichmentProvider {

    @Override
    public String code() {
        return "dk_ledger_company_enrichment";
    }

    @Override
    public Answer ask(ProviderDefinition definition, Subject subject, Instant deadline) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("name", "Ledger of " + subject.taxId());
        return new Answer.Found(document, Instant.now());
    }
}
