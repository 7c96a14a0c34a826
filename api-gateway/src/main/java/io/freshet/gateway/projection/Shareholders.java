package io.freshet.gateway.projection;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.freshet.core.PartyType;
import io.freshet.core.TaxId;
import io.freshet.gateway.entity.history.Actor;
import io.freshet.gateway.entity.history.Change;
import io.freshet.gateway.entity.history.EntityDiff;
import io.freshet.gateway.entity.history.HistoryEntry;
import io.freshet.gateway.entity.history.HistoryRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The entities that shareholders are, and the history of what a refresh makes of them. */
@Singleton
final class Shareholders {

    private final PartyRepository parties;
    private final HistoryRepository history;

    Shareholders(PartyRepository parties, HistoryRepository history) {
        this.parties = parties;
        this.history = history;
    }

    /**
     * Finds the shareholder by its party key, or creates it under review.
     *
     * @param name as its register says it; null when no register was asked or knows it
     */
    PartyRepository.Shareholder upsert(
            JobRow job, String partyKey, StageEvent.Party named, @Nullable String name, Instant at) {
        StageEvent.Party party = normalized(named);
        PartyRepository.Shareholder shareholder = parties.upsertShareholder(job.tenantId(), partyKey, party, name, at);
        List<Change> changes = shareholder.created()
                ? EntityDiff.between("", null, document(party, name == null ? party.name() : name))
                : EntityDiff.between(
                        "/name", text(shareholder.nameBefore()), text(name == null ? shareholder.nameBefore() : name));
        if (!changes.isEmpty()) {
            HistoryEntry.Kind kind = shareholder.created() ? HistoryEntry.Kind.CREATED : HistoryEntry.Kind.REFRESHED;
            history.append(
                    job.tenantId(),
                    shareholder.entityId(),
                    new HistoryEntry(shareholder.version(), at, Actor.refresh(job.jobId()), kind, null, changes));
        }
        return shareholder;
    }

    /** The tax id as entities have it; one of no known form, such as a masked one, stays as the register prints it. */
    private static StageEvent.Party normalized(StageEvent.Party party) {
        if (party.taxId() == null || party.country() == null) {
            return party;
        }
        PartyType type = PartyType.valueOf(party.type().toUpperCase(Locale.ROOT));
        return TaxId.normalize(party.country(), type, party.taxId()) instanceof TaxId.Valid valid
                ? new StageEvent.Party(
                        party.type(), party.country(), valid.stored(), party.lei(), party.registryId(), party.name())
                : party;
    }

    private static @Nullable TextNode text(@Nullable String text) {
        return text == null ? null : TextNode.valueOf(text);
    }

    private static ObjectNode document(StageEvent.Party party, @Nullable String name) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", party.type())
                .put("name", name)
                .put("country", party.country())
                .put("taxId", party.taxId())
                .put("status", "under_review")
                .put("isClient", false);
    }
}
