-- What a job does. Every operation is the same pipeline with another slip.
ALTER TABLE refresh_job
    ADD COLUMN operation text NOT NULL DEFAULT 'refresh'
        CHECK (operation IN ('refresh', 'enrich', 'analyze', 'materialize', 'automatic')),
    -- The validated body of an operation that is no refresh; column request then holds the refresh that it amounts to.
    ADD COLUMN operation_body jsonb,
    -- Whether the job writes to its entity; an analysis of what is known does not, and runs beside others.
    ADD COLUMN exclusive boolean NOT NULL DEFAULT true;

DROP INDEX refresh_job_running;
CREATE UNIQUE INDEX refresh_job_running ON refresh_job (tenant_id, entity_id)
    WHERE exclusive AND status IN ('queued', 'running');
