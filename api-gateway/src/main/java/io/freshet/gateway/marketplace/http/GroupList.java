package io.freshet.gateway.marketplace.http;

import io.freshet.gateway.http.PageLinks;
import java.util.List;

/**
 * A page of enrichment groups, newest first.
 *
 * @param success always true
 * @param items enrichment groups, newest first
 * @param page where the list goes on
 */
record GroupList(boolean success, List<GroupShown.Data> items, PageLinks page) {}
