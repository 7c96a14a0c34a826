package io.freshet.enrichment;

/** One provider for one node of a job of a tenant. */
public record CallId(String jobId, String nodeId, String provider, String tenantId) {}
