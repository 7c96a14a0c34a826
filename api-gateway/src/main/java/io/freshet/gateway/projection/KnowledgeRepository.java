package io.freshet.gateway.projection;

import io.freshet.core.merge.ProfileMerge;
import io.freshet.gateway.paging.Page;
import io.freshet.gateway.paging.PageRequest;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** What the providers said of entities, and when they were asked. */
public interface KnowledgeRepository {

    /** Locks the entity, so that nobody else adds to what is known of it before this transaction ends. */
    void lock(UUID tenantId, UUID entityId);

    /** The last answer of every provider that ever knew the entity. */
    List<ProviderProfile> profiles(UUID tenantId, UUID entityId);

    /** Replaces the answers of these providers. */
    void keep(JobRow job, UUID entityId, Collection<ProviderProfile> profiles);

    /** Replaces the merged profile. */
    void keepMerged(JobRow job, UUID entityId, ProfileMerge.Merged merged);

    /** Adds calls; one that is there already is left as it is. */
    void addExecutions(List<ProviderExecution> executions);

    /** A page of the calls about an entity that the filter lets pass, the newest first. */
    Page<ProviderExecution> executions(UUID tenantId, UUID entityId, ExecutionFilter filter, PageRequest page);
}
