package io.freshet.gateway.entity.persistence;

import io.freshet.gateway.entity.Entity;
import io.freshet.gateway.entity.EntityFilter;
import io.freshet.gateway.entity.TaxIdLookup;
import io.freshet.gateway.paging.PageRequest;
import io.freshet.gateway.paging.Position;
import io.freshet.gateway.persistence.SqlArray;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The statement that lists entities. Its conditions are spelt as in the indexes, which would not serve otherwise.
 *
 * @param arguments in the order of the statement's parameters
 */
record EntityListQuery(String sql, @Nullable Object[] arguments) {

    private static final String TEXT =
            "lower((coalesce(name, '') || chr(10) || coalesce(external_id, '')) COLLATE pg_c_utf8)";

    static EntityListQuery of(UUID tenantId, EntityFilter filter, PageRequest page) {
        Conditions conditions = new Conditions();
        conditions.add("tenant_id = ?", tenantId);
        if (!Entity.DELETED.equals(filter.status())) {
            conditions.add("status <> 'deleted'");
        }
        if (filter.status() != null) {
            conditions.add("status = ?", filter.status());
        }
        if (filter.type() != null) {
            conditions.add("type = ?", filter.type().word());
        }
        if (filter.country() != null) {
            conditions.add("country = ?", filter.country());
        }
        TaxIdLookup taxId = filter.taxId();
        if (taxId != null) {
            conditions.add(
                    "substring(party_key from '[^:]*$') = ANY (?) AND party_key = ANY (?) AND tax_id IS NOT NULL",
                    SqlArray.texts(taxId.numbers()),
                    SqlArray.texts(taxId.partyKeys()));
        }
        if (filter.externalId() != null) {
            conditions.add("external_id = ?", filter.externalId());
        }
        if (filter.text() != null) {
            conditions.add(TEXT + " LIKE lower(? COLLATE pg_c_utf8)", "%" + literal(filter.text()) + "%");
        }
        Position after = page.after();
        if (after != null) {
            conditions.add("(created_at, entity_id) < (?, ?)", after.at(), after.id());
        }
        String sql = "SELECT * FROM entity WHERE " + String.join(" AND ", conditions.texts)
                + " ORDER BY created_at DESC, entity_id DESC LIMIT ?";
        conditions.arguments.add(page.rowsToRead());
        return new EntityListQuery(sql, conditions.arguments.toArray());
    }

    /** A text without the meaning that LIKE gives to some characters. */
    private static String literal(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private static final class Conditions {
        private final List<String> texts = new ArrayList<>();
        private final List<@Nullable Object> arguments = new ArrayList<>();

        void add(String condition, Object... values) {
            texts.add(condition);
            arguments.addAll(List.of(values));
        }
    }
}
