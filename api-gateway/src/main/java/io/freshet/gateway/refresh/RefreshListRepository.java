package io.freshet.gateway.refresh;

import io.freshet.gateway.paging.PageRequest;
import java.util.List;
import java.util.UUID;

/** Lists of refreshes. */
public interface RefreshListRepository {

    /** The tenant's refreshes that pass the filter, newest first, as many as the page needs. */
    List<ListedRefresh> list(UUID tenantId, RefreshFilter filter, PageRequest page);
}
