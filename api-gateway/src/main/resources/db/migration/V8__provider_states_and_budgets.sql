-- What operators said of providers, a row each time and never changed; the newest version holds. It is of the system, not of a tenant.
CREATE TABLE provider_state (
    code    text NOT NULL,
    version bigint NOT NULL CHECK (version > 0),
    state   text NOT NULL CHECK (state IN ('enabled', 'paused', 'forced_open')),
    reason  text,
    key_id  uuid NOT NULL,
    at      timestamptz NOT NULL,
    PRIMARY KEY (code, version)
);
CREATE TRIGGER provider_state_append_only BEFORE UPDATE OR DELETE ON provider_state
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- What a tenant may spend on provider calls per day (UTC), in cents; without a row or with null, as much as it likes.
CREATE TABLE tenant_budget (
    tenant_id        uuid PRIMARY KEY REFERENCES tenant,
    daily_soft_cents bigint CHECK (daily_soft_cents >= 0),
    daily_hard_cents bigint CHECK (daily_hard_cents >= 0),
    version          bigint NOT NULL,
    updated_at       timestamptz NOT NULL,
    CHECK (daily_soft_cents <= daily_hard_cents)
);

-- Calls made again because a worker died before their answer was stored; their price is part of cost_cents.
ALTER TABLE provider_execution ADD COLUMN repeated integer NOT NULL DEFAULT 0;
-- What a tenant spent on a day.
CREATE INDEX provider_execution_of_day ON provider_execution (tenant_id, completed_at) INCLUDE (cost_cents);
-- Calls about an entity: of one provider, and those that failed.
CREATE INDEX provider_execution_of_provider
    ON provider_execution (tenant_id, entity_id, provider, completed_at DESC, execution_id DESC);
CREATE INDEX provider_execution_failed ON provider_execution (tenant_id, entity_id, completed_at DESC, execution_id DESC)
    WHERE NOT success;
