package io.freshet.gateway.budget.persistence;

import io.freshet.gateway.budget.BudgetRepository;
import io.freshet.gateway.budget.DailyBudget;
import io.freshet.gateway.persistence.Database;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;

/** Budgets in PostgreSQL; what is spent is what the executions of providers have cost. */
@Singleton
final class JdbcBudgetRepository implements BudgetRepository {

    private static final String WRITE = """
            INSERT INTO tenant_budget (tenant_id, daily_soft_cents, daily_hard_cents, version, updated_at)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id) DO UPDATE SET daily_soft_cents = excluded.daily_soft_cents,
                daily_hard_cents = excluded.daily_hard_cents, version = excluded.version, updated_at = excluded.updated_at
            """;

    private final Database database;

    JdbcBudgetRepository(Database database) {
        this.database = database;
    }

    @Override
    public DailyBudget find(UUID tenantId) {
        return database.queryOne(
                        "SELECT daily_soft_cents, daily_hard_cents, version FROM tenant_budget WHERE tenant_id = ?",
                        row -> new DailyBudget(
                                row.nullableBigint("daily_soft_cents"),
                                row.nullableBigint("daily_hard_cents"),
                                row.bigint("version")),
                        tenantId)
                .orElse(DailyBudget.NONE);
    }

    @Override
    public DailyBudget lock(UUID tenantId) {
        database.updateReturning(
                "SELECT tenant_id FROM tenant WHERE tenant_id = ? FOR NO KEY UPDATE",
                row -> row.uuid("tenant_id"),
                tenantId);
        return find(tenantId);
    }

    @Override
    public void write(UUID tenantId, DailyBudget budget, Instant at) {
        database.update(WRITE, tenantId, budget.softCents(), budget.hardCents(), budget.version(), at);
    }

    @Override
    public long spent(UUID tenantId, Instant from) {
        return database.queryOne("""
                        SELECT coalesce(sum(cost_cents), 0) AS spent FROM provider_execution
                        WHERE tenant_id = ? AND completed_at >= ?
                        """, row -> row.bigint("spent"), tenantId, from)
                .orElse(0L);
    }
}
