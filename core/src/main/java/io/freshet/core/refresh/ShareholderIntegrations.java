package io.freshet.core.refresh;

import java.util.List;

/**
 * {@code autoExecuteIntegrationsShareholders} of a request.
 *
 * @param executeAllActive makes the lists and {@code groups} void
 * @param companies provider codes for shareholders that are companies
 * @param persons provider codes for shareholders that are persons
 * @param groups slugs or ids, merged into both lists
 */
public record ShareholderIntegrations(
        boolean executeAllActive, List<String> companies, List<String> persons, List<String> groups) {

    /** What a request asks that leaves the field out: all active providers. */
    public static final ShareholderIntegrations ALL_ACTIVE =
            new ShareholderIntegrations(true, List.of(), List.of(), List.of());

    public ShareholderIntegrations {
        companies = List.copyOf(companies);
        persons = List.copyOf(persons);
        groups = List.copyOf(groups);
    }
}
