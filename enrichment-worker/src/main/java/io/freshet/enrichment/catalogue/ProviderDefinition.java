package io.freshet.enrichment.catalogue;

import io.freshet.core.PartyType;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A provider of the catalogue.
 *
 * @param position order in the catalogue
 * @param countries ISO 3166-1 alpha-2; empty means every country
 * @param credential name of the secret that is sent as user name of HTTP basic authentication
 * @param timeout of each request
 * @param mapping from the provider's document to the normalized profile
 * @param entityData from the document to the value of {@code entityData.company} or {@code .person}
 */
public record ProviderDefinition(
        String code,
        String name,
        String vendor,
        int position,
        List<PartyType> types,
        List<String> countries,
        boolean basicData,
        List<String> yields,
        URI baseUrl,
        List<Request> requests,
        Optional<String> credential,
        Duration timeout,
        Retry retry,
        Duration ttl,
        Duration notFoundTtl,
        int costCents,
        JsonataMapping mapping,
        Optional<JsonataMapping> entityData) {

    public ProviderDefinition {
        types = List.copyOf(types);
        countries = List.copyOf(countries);
        yields = List.copyOf(yields);
        requests = List.copyOf(requests);
    }

    /**
     * One of the requests whose documents make the provider's document. With one request that is its answer, with several an
     * object of their answers by name.
     *
     * @param path below the base address, with {@code {taxId}} or {@code {taxId:digits}}, and {@code {parameter:name}}
     *     for what the caller of an enrichment gives; without it the provider rejects the call
     * @param optional a 404 leaves the name out; else it means that the party is not found
     * @param paged {@code items} are collected over pages by {@code start_index}
     */
    public record Request(String name, String path, boolean optional, boolean paged) {}

    /** How often a request is tried, and how long the pauses in between grow. */
    public record Retry(int maxAttempts, Duration firstBackoff, Duration longestBackoff) {}
}
