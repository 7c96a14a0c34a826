package io.freshet.core.refresh;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Gathers what a request names, groups expanded, first seen first; remembers the names that nothing answers to. */
final class NamedProviders {

    private final TenantCatalogue catalogue;
    private final SequencedMap<String, CatalogueProvider> found = new LinkedHashMap<>();
    private final List<Selection.Name> unknown = new ArrayList<>();

    NamedProviders(TenantCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Adds the codes of groups. {@code pointer} is that of the list of references. */
    NamedProviders addGroups(String pointer, List<String> references) {
        for (int i = 0; i < references.size(); i++) {
            String reference = references.get(i);
            String place = pointer + "/" + i;
            catalogue
                    .group(reference)
                    .ifPresentOrElse(
                            group -> group.codes().forEach(code -> add(place, code)),
                            () -> unknown.add(new Selection.Name(place, reference)));
        }
        return this;
    }

    /** Adds codes. {@code pointer} is that of their list. */
    NamedProviders addCodes(String pointer, List<String> codes) {
        for (int i = 0; i < codes.size(); i++) {
            add(pointer + "/" + i, codes.get(i));
        }
        return this;
    }

    /** Takes codes out again; a code that nobody knows is a fault here too, since it would exclude nothing. */
    NamedProviders exclude(String pointer, List<String> codes) {
        for (int i = 0; i < codes.size(); i++) {
            String code = codes.get(i);
            if (catalogue.provider(code).isEmpty()) {
                unknown.add(new Selection.Name(pointer + "/" + i, code));
            }
            found.remove(code);
        }
        return this;
    }

    NamedProviders add(CatalogueProvider provider) {
        found.putIfAbsent(provider.code(), provider);
        return this;
    }

    NamedProviders addAll(List<CatalogueProvider> providers) {
        providers.forEach(this::add);
        return this;
    }

    List<CatalogueProvider> providers() {
        return List.copyOf(found.values());
    }

    List<Selection.Name> unknown() {
        return List.copyOf(unknown);
    }

    private void add(String pointer, String code) {
        catalogue.provider(code).ifPresentOrElse(this::add, () -> unknown.add(new Selection.Name(pointer, code)));
    }
}
