package io.freshet.enrichment.messaging;

import io.freshet.enrichment.CallLedger.Reached;
import io.freshet.schemas.BudgetEvent;
import io.freshet.schemas.BudgetLevel;
import io.freshet.schemas.JobHeaders;
import io.freshet.schemas.Topics;
import io.freshet.worker.Emission;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** The public event of a limit that a tenant's spend has reached, as a CloudEvent in binary mode. */
final class BudgetAnnouncement {

    private static final String SOURCE = "/freshet/enrichment-worker";

    private BudgetAnnouncement() {}

    /** The event; its id is the same however often it is told. */
    static Emission of(String tenantId, Reached reached) {
        BudgetLevel level = reached.hard() ? BudgetLevel.HARD : BudgetLevel.SOFT;
        String type = reached.hard() ? "tenant.budget_exhausted" : "tenant.budget_reached";
        BudgetEvent event = BudgetEvent.newBuilder()
                .setTenantId(tenantId)
                .setDay(reached.day().toString())
                .setLevel(level)
                .setSpentCents(reached.spentCents())
                .setLimitCents(reached.limitCents())
                .setAt(reached.at().truncatedTo(ChronoUnit.MILLIS))
                .build();
        String id =
                JobHeaders.messageId(tenantId, type, reached.day().toString()).toString();
        Map<String, String> headers = Map.of(
                "ce_specversion",
                "1.0",
                "ce_id",
                id,
                "ce_type",
                type,
                "ce_source",
                SOURCE,
                "ce_subject",
                tenantId,
                "ce_time",
                event.getAt().toString(),
                "ce_dataschema",
                "urn:avro:" + BudgetEvent.getClassSchema().getFullName(),
                "content-type",
                "application/avro");
        return new Emission(Topics.PUBLIC_USAGE, tenantId, event, headers);
    }
}
