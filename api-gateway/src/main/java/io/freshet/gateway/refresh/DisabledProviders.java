package io.freshet.gateway.refresh;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** The providers that a tenant may not call; whatever is not named here is enabled. */
@Singleton
final class DisabledProviders {

    private final TransactionOperations<Connection> transactions;

    DisabledProviders(TransactionOperations<Connection> transactions) {
        this.transactions = transactions;
    }

    Set<String> of(UUID tenantId) {
        return transactions.executeRead(status -> {
            try (PreparedStatement select = status.getConnection()
                    .prepareStatement("SELECT code FROM tenant_provider WHERE tenant_id = ? AND NOT enabled")) {
                select.setObject(1, tenantId);
                try (ResultSet row = select.executeQuery()) {
                    Set<String> codes = new HashSet<>();
                    while (row.next()) {
                        codes.add(row.getString(1));
                    }
                    return codes;
                }
            }
        });
    }
}
