-- What a tenant sets for a provider: an object of texts, by the names that the provider declares.
CREATE TABLE tenant_provider_parameters (
    tenant_id  uuid NOT NULL REFERENCES tenant,
    code       text NOT NULL,
    parameters jsonb NOT NULL,
    PRIMARY KEY (tenant_id, code)
);
