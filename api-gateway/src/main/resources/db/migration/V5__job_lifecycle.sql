-- The job whose failed steps this one tries again.
ALTER TABLE refresh_job ADD COLUMN retry_of uuid;

CREATE INDEX refresh_job_of_tenant ON refresh_job (tenant_id, queued_at DESC, job_id DESC);

-- What became of a job and its steps, for those who watch. Sequence 1 is the acceptance, which is not written: the job says it.
CREATE TABLE job_event (
    job_id    uuid NOT NULL,
    tenant_id uuid NOT NULL,
    sequence  bigint NOT NULL,
    kind      text NOT NULL CHECK (kind IN ('job', 'step')),
    data      jsonb NOT NULL,
    at        timestamptz NOT NULL,
    PRIMARY KEY (job_id, sequence)
);
-- Rows come in the order of their time, and only the sweep of the old ones looks at it.
CREATE INDEX job_event_age ON job_event USING brin (at);
