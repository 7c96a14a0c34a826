-- Many refreshes that were asked for at once. The rows are the truth: whoever is the leader goes on with them.
CREATE TABLE refresh_batch (
    batch_id     uuid PRIMARY KEY,
    tenant_id    uuid NOT NULL REFERENCES tenant,
    status       text NOT NULL CHECK (status IN ('running', 'cancelling', 'completed', 'cancelled')),
    -- The body of each refresh, as refresh_job.request keeps it.
    request      jsonb NOT NULL,
    total        integer NOT NULL,
    created_at   timestamptz NOT NULL,
    completed_at timestamptz,
    -- When items of it were last started; who waits longest is served next.
    served_at    timestamptz NOT NULL
);
CREATE INDEX refresh_batch_of_tenant ON refresh_batch (tenant_id, created_at DESC, batch_id DESC);
CREATE INDEX refresh_batch_open ON refresh_batch (tenant_id) WHERE status IN ('running', 'cancelling');

CREATE TABLE refresh_batch_item (
    batch_id   uuid NOT NULL REFERENCES refresh_batch ON DELETE CASCADE,
    -- Order of the request, from 0.
    position   integer NOT NULL,
    tenant_id  uuid NOT NULL,
    -- No reference: what the tenant does not have is an item too, with the outcome not_found.
    entity_id  uuid NOT NULL,
    status     text NOT NULL CHECK (status IN ('queued', 'running', 'completed', 'completed_with_errors', 'failed',
        'cancelled', 'timed_out', 'not_found', 'conflict')),
    -- The job that refreshes the entity, or the one that stands in the way.
    job_id     uuid,
    -- Whether the job was there already; then the batch does not cancel it.
    joined     boolean NOT NULL DEFAULT false,
    error      jsonb,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (batch_id, position)
);
CREATE INDEX refresh_batch_item_queued ON refresh_batch_item (batch_id, position) WHERE status = 'queued';
CREATE INDEX refresh_batch_item_running ON refresh_batch_item (tenant_id, batch_id) WHERE status = 'running';
