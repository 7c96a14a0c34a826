-- A tenant's own, ordered lists of provider codes; requests name them by slug or id.
CREATE TABLE enrichment_group (
    group_id    uuid PRIMARY KEY,
    tenant_id   uuid NOT NULL REFERENCES tenant,
    slug        text NOT NULL CHECK (slug ~ '^[a-z0-9-]{2,63}$'),
    name        text NOT NULL,
    description text,
    codes       text[] NOT NULL CHECK (cardinality(codes) BETWEEN 1 AND 100),
    version     bigint NOT NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    UNIQUE (tenant_id, slug)
);
CREATE INDEX enrichment_group_of_tenant ON enrichment_group (tenant_id, created_at DESC, group_id DESC);
