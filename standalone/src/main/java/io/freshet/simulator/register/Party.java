package io.freshet.simulator.register;

import io.freshet.core.PartyType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A company or a person of the synthetic registers.
 *
 * @param id of a company its number in its register, without separators; of a person one that no register shows
 * @param country ISO 3166-1 alpha-2
 * @param vat VAT number with the prefix of the country; null where it has none
 * @param lei null where it has none
 */
public record Party(
        String id,
        PartyType type,
        String country,
        String name,
        @Nullable String vat,
        @Nullable Lei lei,
        Facts facts,
        List<Holder> holders,
        List<String> tags) {

    public Party {
        holders = List.copyOf(holders);
        tags = List.copyOf(tags);
    }

    public boolean isCompany() {
        return type == PartyType.COMPANY;
    }

    public boolean is(Status status) {
        return facts.status() == status;
    }

    public Party named(String now) {
        return new Party(id, type, country, now, vat, lei, facts, holders, tags);
    }

    public Party with(Facts now) {
        return new Party(id, type, country, name, vat, lei, now, holders, tags);
    }

    public Party with(Lei now) {
        return new Party(id, type, country, name, vat, now, facts, holders, tags);
    }

    public Party heldBy(List<Holder> now) {
        return new Party(id, type, country, name, vat, lei, facts, now, tags);
    }

    public Party tagged(List<String> now) {
        return new Party(id, type, country, name, vat, lei, facts, holders, now);
    }
}
