-- What the enrichment workers keep. A row of provider_call is written once, when the outcome of a provider for a node of a
-- job is known; a command that comes again finds it and asks nobody.
CREATE TABLE provider_call (
    job_id        uuid NOT NULL,
    node_id       text NOT NULL,
    provider      text NOT NULL,
    tenant_id     uuid NOT NULL,
    execution     jsonb NOT NULL,
    -- The raw document, gzip; null when nothing was found.
    document      bytea,
    created_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (job_id, node_id, provider)
);
CREATE INDEX provider_call_age ON provider_call (created_at);

CREATE TABLE document_cache (
    -- SHA-256 of provider and canonical request.
    cache_key  bytea PRIMARY KEY,
    provider   text NOT NULL,
    -- Null for «not found».
    document   bytea,
    fetched_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX document_cache_age ON document_cache (expires_at);
