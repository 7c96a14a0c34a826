package io.freshet.gateway.batch.http;

import io.freshet.gateway.http.PageLinks;
import java.util.List;

/**
 * A page of batches, newest first.
 *
 * @param success always true
 * @param items batches, newest first
 * @param page where the list goes on
 */
record BatchList(boolean success, List<BatchShown.Data> items, PageLinks page) {}
