package io.freshet.gateway.entity.http;

import io.freshet.gateway.http.PageLinks;
import java.util.List;

/**
 * A page of entities.
 *
 * @param success always true
 * @param items entities, newest first
 * @param page where the list goes on
 */
record EntityList(boolean success, List<EntityShown.Data> items, PageLinks page) {}
