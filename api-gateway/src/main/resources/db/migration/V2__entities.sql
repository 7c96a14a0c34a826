-- Both belong to PostgreSQL's contrib and are trusted: the owner of the database may make them.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;

-- In the order in which the matrices are to be evaluated.
ALTER TABLE entity ADD COLUMN risk_matrix_ids uuid[] NOT NULL DEFAULT '{}';

-- Lists, newest first. Deleted entities are found by their status only.
CREATE INDEX entity_newest ON entity (tenant_id, created_at DESC, entity_id DESC) WHERE status <> 'deleted';
CREATE INDEX entity_of_type ON entity (tenant_id, type, created_at DESC, entity_id DESC) WHERE status <> 'deleted';
CREATE INDEX entity_of_country ON entity (tenant_id, country, created_at DESC, entity_id DESC) WHERE status <> 'deleted';
CREATE INDEX entity_of_status ON entity (tenant_id, status, created_at DESC, entity_id DESC);
CREATE INDEX entity_deleted_external_id ON entity (tenant_id, external_id)
    WHERE external_id IS NOT NULL AND status = 'deleted';
-- The identifier within core's PartyKey, which is the tax id without its separators.
CREATE INDEX entity_party_number ON entity (tenant_id, (substring(party_key from '[^:]*$'))) WHERE party_key IS NOT NULL;
-- pg_c_utf8 lowers letters of every script whatever the database's own collation is.
CREATE INDEX entity_search ON entity USING gin (tenant_id,
    (lower((coalesce(name, '') || chr(10) || coalesce(external_id, '')) COLLATE pg_c_utf8)) gin_trgm_ops);

-- What happened to an entity, written in the transaction of the change and never changed.
CREATE TABLE entity_history (
    tenant_id uuid NOT NULL REFERENCES tenant,
    entity_id uuid NOT NULL REFERENCES entity,
    version   bigint NOT NULL,
    at        timestamptz NOT NULL,
    -- Who did it: the id of an API key or of a job.
    actor     text NOT NULL CHECK (actor IN ('api_key', 'refresh')),
    actor_id  uuid NOT NULL,
    kind      text NOT NULL CHECK (kind IN ('created', 'updated', 'refreshed', 'status_changed', 'deleted')),
    reason    text,
    -- [{path, before, after}]
    changes   jsonb NOT NULL,
    PRIMARY KEY (entity_id, version)
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
CREATE TRIGGER entity_history_append_only BEFORE UPDATE OR DELETE ON entity_history
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- What each provider said last about an entity; normalized_data is these merged.
CREATE TABLE provider_profile (
    tenant_id     uuid NOT NULL REFERENCES tenant,
    entity_id     uuid NOT NULL REFERENCES entity,
    provider      text NOT NULL,
    job_id        uuid NOT NULL,
    execution_id  uuid NOT NULL,
    fetched_at    timestamptz NOT NULL,
    -- Lower-case hex SHA-256 of the provider's raw document.
    document_hash text,
    profile       jsonb NOT NULL,
    PRIMARY KEY (entity_id, provider)
);

-- One row per provider asked about an entity, as the root of a job or as a shareholder.
CREATE TABLE provider_execution (
    execution_id      uuid PRIMARY KEY,
    tenant_id         uuid NOT NULL REFERENCES tenant,
    entity_id         uuid NOT NULL REFERENCES entity,
    job_id            uuid NOT NULL,
    is_root           boolean NOT NULL,
    provider          text NOT NULL,
    success           boolean NOT NULL,
    from_cache        boolean NOT NULL,
    cost_cents        integer NOT NULL,
    execution_time_ms bigint NOT NULL,
    error             jsonb,
    completed_at      timestamptz NOT NULL
);
CREATE INDEX provider_execution_newest ON provider_execution (tenant_id, entity_id, completed_at DESC, execution_id DESC);

ALTER TABLE relationship ADD COLUMN relationship_id uuid NOT NULL DEFAULT gen_random_uuid();
DROP INDEX relationship_of_owner;
CREATE INDEX relationship_of_owner ON relationship (tenant_id, owner_entity_id, updated_at DESC, relationship_id DESC);
CREATE INDEX relationship_of_owned ON relationship (tenant_id, owned_entity_id, updated_at DESC, relationship_id DESC);
