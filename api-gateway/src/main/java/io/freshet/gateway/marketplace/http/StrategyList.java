package io.freshet.gateway.marketplace.http;

import io.freshet.gateway.http.PageLinks;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * A page of country strategies.
 *
 * @param success always true
 * @param items strategies, by country
 * @param page where the list goes on
 */
record StrategyList(boolean success, List<Item> items, PageLinks page) {

    /**
     * Who serves a country.
     *
     * @param country ISO 3166-1 alpha-2
     * @param type of the entities
     * @param basicData code of the provider of basic data
     * @param relationships codes of the providers of relationships
     * @param available whether the catalogue has every provider that it names
     */
    @Schema(name = "CountryStrategy")
    record Item(
            String country,
            @Schema(allowableValues = {"company", "person"}) String type,
            String basicData,
            List<String> relationships,
            boolean available) {}
}
