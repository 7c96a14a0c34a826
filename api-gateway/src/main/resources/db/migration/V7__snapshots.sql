-- What was known of an entity when a refresh was asked to publish it. Append-only: a version is a fact.
CREATE TABLE subject_snapshot (
    snapshot_id   uuid PRIMARY KEY,
    tenant_id     uuid NOT NULL REFERENCES tenant,
    entity_id     uuid NOT NULL REFERENCES entity,
    version       integer NOT NULL CHECK (version > 0),
    -- RFC 8785; text, since jsonb would not keep the form that was hashed.
    attributes    text NOT NULL,
    hash          bytea NOT NULL CHECK (hash = sha256(convert_to(attributes, 'UTF8'))),
    previous_hash bytea,
    job_id        uuid NOT NULL,
    created_at    timestamptz NOT NULL,
    UNIQUE (tenant_id, entity_id, version),
    CHECK ((version = 1) = (previous_hash IS NULL))
);
CREATE INDEX subject_snapshot_list ON subject_snapshot (tenant_id, entity_id, created_at DESC, snapshot_id DESC);

CREATE TRIGGER subject_snapshot_append_only BEFORE UPDATE OR DELETE ON subject_snapshot
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- What a request named for shareholders and nobody can be asked of, as the result shows it; null when there is nothing.
ALTER TABLE refresh_job ADD COLUMN shareholders_rejected jsonb;
