package io.freshet.core.refresh;

import io.freshet.core.PartyType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which providers the nodes of an ownership chain are asked of. */
final class ShareholderSelection {

    private static final String BODY = "/autoExecuteIntegrationsShareholders";

    private final TenantCatalogue catalogue;

    ShareholderSelection(TenantCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    record Choice(Selection.ShareholderProviders providers, List<Selection.Name> unknown) {}

    /** Nothing at depth 0, where the wish is not even read. */
    Choice choose(int depth, ShareholderIntegrations wanted) {
        if (depth == 0) {
            return new Choice(Selection.ShareholderProviders.NONE, List.of());
        }
        if (wanted.executeAllActive()) {
            List<CatalogueProvider> all = catalogue.providers();
            return new Choice(
                    new Selection.ShareholderProviders(
                            callable(all, PartyType.COMPANY), callable(all, PartyType.PERSON), List.of()),
                    List.of());
        }
        NamedProviders groups = new NamedProviders(catalogue).addGroups(BODY + "/enrichmentGroupRefs", wanted.groups());
        NamedProviders companies =
                new NamedProviders(catalogue).addCodes(BODY + "/enrichments/company", wanted.companies());
        NamedProviders persons = new NamedProviders(catalogue).addCodes(BODY + "/enrichments/person", wanted.persons());
        return new Choice(
                new Selection.ShareholderProviders(
                        callable(merged(groups, companies), PartyType.COMPANY),
                        callable(merged(groups, persons), PartyType.PERSON),
                        rejected(groups.providers(), companies.providers(), persons.providers())),
                Stream.of(groups, companies, persons)
                        .flatMap(named -> named.unknown().stream())
                        .toList());
    }

    private List<CatalogueProvider> merged(NamedProviders groups, NamedProviders codes) {
        return new NamedProviders(catalogue)
                .addAll(groups.providers())
                .addAll(codes.providers())
                .providers();
    }

    /** A group serves both lists, so a provider of the other type is no fault there. */
    private static List<Selection.Rejected> rejected(
            List<CatalogueProvider> groups, List<CatalogueProvider> companies, List<CatalogueProvider> persons) {
        List<Selection.Rejected> rejected = new ArrayList<>();
        Set<String> disabled = Stream.of(groups, companies, persons)
                .flatMap(List::stream)
                .filter(provider -> !provider.enabled())
                .map(CatalogueProvider::code)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        disabled.forEach(code -> rejected.add(new Selection.Rejected(code, Selection.Reason.NOT_ENABLED)));
        addMisfits(rejected, companies, PartyType.COMPANY);
        addMisfits(rejected, persons, PartyType.PERSON);
        return rejected;
    }

    private static void addMisfits(
            List<Selection.Rejected> rejected, List<CatalogueProvider> providers, PartyType type) {
        providers.stream()
                .filter(provider -> provider.enabled() && !provider.types().contains(type))
                .forEach(provider ->
                        rejected.add(new Selection.Rejected(provider.code(), Selection.Reason.DOES_NOT_FIT)));
    }

    private static List<String> callable(List<CatalogueProvider> providers, PartyType type) {
        return providers.stream()
                .filter(provider -> provider.enabled() && provider.types().contains(type))
                .map(CatalogueProvider::code)
                .toList();
    }
}
