-- The gateway's state. Every table that holds a tenant's data carries the tenant, and every query names it.

CREATE TABLE tenant (
    tenant_id  uuid PRIMARY KEY,
    slug       text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9][a-z0-9-]{1,62}$'),
    name       text NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE TABLE api_key (
    key_id      uuid PRIMARY KEY,
    tenant_id   uuid NOT NULL REFERENCES tenant,
    -- SHA-256 of the whole key; the key itself is shown once and never stored.
    key_hash    bytea NOT NULL UNIQUE,
    label       text NOT NULL,
    permissions text[] NOT NULL,
    expires_at  timestamptz,
    revoked_at  timestamptz,
    created_at  timestamptz NOT NULL
);

CREATE TABLE entity (
    entity_id   uuid PRIMARY KEY,
    tenant_id   uuid NOT NULL REFERENCES tenant,
    type        text NOT NULL CHECK (type IN ('company', 'person')),
    name        text,
    country     text,
    tax_id      text,
    external_id text,
    -- core's PartyKey; null when nothing identifies the party.
    party_key   text,
    status      text NOT NULL CHECK (status IN
        ('active', 'inactive', 'blocked', 'under_review', 'suspended', 'expired', 'deleted', 'rejected')),
    is_client   boolean NOT NULL,
    attributes  jsonb NOT NULL,
    entity_data jsonb NOT NULL,
    version     bigint NOT NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL
);
CREATE UNIQUE INDEX entity_party ON entity (tenant_id, party_key) WHERE party_key IS NOT NULL AND status <> 'deleted';
CREATE UNIQUE INDEX entity_external_id ON entity (tenant_id, external_id) WHERE external_id IS NOT NULL AND status <> 'deleted';

CREATE TABLE refresh_job (
    job_id        uuid PRIMARY KEY,
    tenant_id     uuid NOT NULL REFERENCES tenant,
    entity_id     uuid NOT NULL REFERENCES entity,
    status        text NOT NULL CHECK (status IN
        ('queued', 'running', 'completed', 'completed_with_errors', 'failed', 'cancelled', 'timed_out')),
    -- The validated request with its defaults, and its hash: an equal one joins the running job.
    request       jsonb NOT NULL,
    request_hash  bytea NOT NULL,
    slip          text[] NOT NULL,
    providers     text[] NOT NULL,
    priority      text NOT NULL CHECK (priority IN ('interactive', 'bulk')),
    deadline      timestamptz NOT NULL,
    -- The first command as it was written to the outbox, kept so that the sweeper can send it again.
    command_topic text NOT NULL,
    command_key   text NOT NULL,
    command_headers jsonb NOT NULL,
    command_value bytea NOT NULL,
    resend_at     timestamptz NOT NULL,
    resends       integer NOT NULL DEFAULT 0,
    -- What the stages answered; the result is composed of them once, at the end.
    enriched      jsonb,
    ownership     jsonb,
    rules_result  jsonb,
    rules_summary jsonb,
    result        jsonb,
    error         jsonb,
    queued_at     timestamptz NOT NULL,
    started_at    timestamptz,
    completed_at  timestamptz
);
CREATE UNIQUE INDEX refresh_job_running ON refresh_job (tenant_id, entity_id) WHERE status IN ('queued', 'running');
CREATE INDEX refresh_job_open ON refresh_job (resend_at) WHERE status IN ('queued', 'running');
CREATE INDEX refresh_job_of_entity ON refresh_job (tenant_id, entity_id, queued_at DESC);

CREATE TABLE job_step (
    job_id      uuid NOT NULL REFERENCES refresh_job ON DELETE CASCADE,
    tenant_id   uuid NOT NULL,
    -- stage:ENRICH, provider:<code> (of the root), node:<node id> (of a shareholder)
    step_key    text NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('stage', 'provider', 'node')),
    status      text NOT NULL CHECK (status IN
        ('pending', 'running', 'waiting_retry', 'completed', 'not_applicable', 'failed', 'cancelled', 'timed_out')),
    detail      jsonb,
    started_at  timestamptz,
    finished_at timestamptz,
    PRIMARY KEY (job_id, step_key)
);

CREATE TABLE normalized_data (
    entity_id  uuid PRIMARY KEY REFERENCES entity,
    tenant_id  uuid NOT NULL,
    job_id     uuid NOT NULL,
    profile    jsonb NOT NULL,
    provenance jsonb NOT NULL,
    updated_at timestamptz NOT NULL
);

CREATE TABLE relationship (
    tenant_id       uuid NOT NULL,
    owner_entity_id uuid NOT NULL REFERENCES entity,
    owned_entity_id uuid NOT NULL REFERENCES entity,
    role_code       text NOT NULL,
    detail          jsonb NOT NULL,
    job_id          uuid NOT NULL,
    updated_at      timestamptz NOT NULL,
    PRIMARY KEY (owned_entity_id, owner_entity_id, role_code)
);
CREATE INDEX relationship_of_owner ON relationship (owner_entity_id);

CREATE TABLE idempotency_record (
    tenant_id    uuid NOT NULL,
    key          text NOT NULL,
    request_hash bytea NOT NULL,
    -- Null while the first request is still running.
    status       integer,
    headers      jsonb,
    body         text,
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, key)
);
CREATE INDEX idempotency_record_age ON idempotency_record (created_at);

-- What is to be sent to Kafka, written in the transaction that makes it true. A row lives until the broker has it.
CREATE TABLE outbox (
    outbox_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id  uuid,
    topic      text NOT NULL,
    record_key text NOT NULL,
    headers    jsonb NOT NULL,
    value      bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE dead_letter (
    dead_letter_id uuid PRIMARY KEY,
    tenant_id      uuid,
    job_id         uuid,
    stage          text NOT NULL,
    code           text NOT NULL,
    reason         text NOT NULL,
    origin         jsonb NOT NULL,
    record_key     text,
    headers        jsonb NOT NULL,
    value          bytea,
    created_at     timestamptz NOT NULL
);
CREATE INDEX dead_letter_of_tenant ON dead_letter (tenant_id, created_at DESC);

-- A provider without a row here is enabled.
CREATE TABLE tenant_provider (
    tenant_id uuid NOT NULL REFERENCES tenant,
    code      text NOT NULL,
    enabled   boolean NOT NULL,
    PRIMARY KEY (tenant_id, code)
);

CREATE TABLE risk_matrix (
    matrix_id  uuid NOT NULL,
    version    integer NOT NULL,
    tenant_id  uuid NOT NULL REFERENCES tenant,
    name       text NOT NULL,
    status     text NOT NULL CHECK (status IN ('draft', 'active', 'shadow', 'inactive')),
    document   jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (matrix_id, version)
);
