package io.freshet.gateway.provider.http;

import io.freshet.gateway.http.PageLinks;
import java.util.List;

/**
 * A page of what operators said of a provider.
 *
 * @param success always true
 * @param items the newest first
 * @param page where the list goes on
 */
record ProviderStateHistory(boolean success, List<ProviderStateShown.Data> items, PageLinks page) {}
