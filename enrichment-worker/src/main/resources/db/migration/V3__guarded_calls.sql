-- The right to send one request to a provider. A limit of n requests per period has n rows; whoever takes one may use it at
-- starts_at, and it is not taken again before the period has passed since that request was answered. So no window of
-- the period, wherever it begins, holds more than n requests, however long they were on their way.
CREATE TABLE call_permit (
    -- Provider and name of the credential.
    limit_key text        NOT NULL,
    slot      int         NOT NULL,
    starts_at timestamptz NOT NULL,
    -- While the request is under way: as if it took the longest time it may. Its answer brings this forward.
    free_at   timestamptz NOT NULL,
    -- When it will probably be free.
    hint_at   timestamptz NOT NULL,
    PRIMARY KEY (limit_key, slot)
) WITH (fillfactor = 50);

-- What a provider has said with 429.
CREATE TABLE call_limit (
    limit_key     text PRIMARY KEY,
    blocked_until timestamptz NOT NULL DEFAULT '-infinity',
    -- In a row, without a time to come back.
    refusals      int NOT NULL DEFAULT 0
);

-- A call that has begun and has no outcome in provider_call. When its command comes again it is in doubt: perhaps the
-- provider has answered, and the worker died before it could say so.
CREATE TABLE call_intent (
    job_id     uuid        NOT NULL,
    node_id    text        NOT NULL,
    provider   text        NOT NULL,
    tenant_id  uuid        NOT NULL,
    -- Of the latest begin.
    begun_at   timestamptz NOT NULL,
    under_way  boolean     NOT NULL,
    -- Begun again while in doubt.
    repeated   int         NOT NULL DEFAULT 0,
    -- Charged to the tenant and not returned, cents.
    paid_cents bigint      NOT NULL DEFAULT 0,
    PRIMARY KEY (job_id, node_id, provider)
);
CREATE INDEX call_intent_age ON call_intent (begun_at);

-- One worker asks for all. A row whose owner died expires.
CREATE TABLE call_flight (
    flight_key bytea PRIMARY KEY,
    owner      uuid        NOT NULL,
    begun_at   timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at   timestamptz,
    -- The failure it ended with; an answer lies in the cache.
    failure    json
);
CREATE INDEX call_flight_age ON call_flight (expires_at);

ALTER TABLE document_cache ADD COLUMN begun_at timestamptz;
UPDATE document_cache SET begun_at = fetched_at;
ALTER TABLE document_cache ALTER COLUMN begun_at SET NOT NULL;

-- What a tenant has spent on a day of UTC, calls under way included.
CREATE TABLE tenant_spend (
    tenant_id    uuid   NOT NULL,
    day          date   NOT NULL,
    spent_cents  bigint NOT NULL,
    -- When a limit was reached, with what was spent and what the limit was then; who tells of it is a command.
    soft_at      timestamptz,
    soft_spent   bigint,
    soft_limit   bigint,
    soft_told_by text,
    hard_at      timestamptz,
    hard_spent   bigint,
    hard_limit   bigint,
    hard_told_by text,
    PRIMARY KEY (tenant_id, day)
);
