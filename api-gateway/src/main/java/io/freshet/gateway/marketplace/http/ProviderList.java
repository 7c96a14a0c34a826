package io.freshet.gateway.marketplace.http;

import io.freshet.gateway.http.PageLinks;
import java.util.List;

/**
 * A page of providers, by code.
 *
 * @param success always true
 * @param items providers, by code
 * @param page where the list goes on
 */
record ProviderList(boolean success, List<ProviderShown.Data> items, PageLinks page) {}
