package io.freshet.gateway.refresh;

import io.freshet.core.PartyType;
import io.freshet.gateway.catalogue.Provider;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Which providers a refresh calls: a pure function of the request, the catalogue and the party. */
public final class ProviderSelection {

    private final List<Provider> catalogue;
    private final Predicate<String> enabled;

    /**
     * A selection.
     *
     * @param catalogue in order
     * @param enabled whether the tenant may call a provider
     */
    public ProviderSelection(List<Provider> catalogue, Predicate<String> enabled) {
        this.catalogue = List.copyOf(catalogue);
        this.enabled = enabled;
    }

    /** What is selected. */
    public sealed interface Selected {}

    /**
     * Providers to call, basic data first, and those that were asked for but cannot be called.
     */
    public record Providers(List<String> toCall, List<String> rejected) implements Selected {
        public Providers {
            toCall = List.copyOf(toCall);
            rejected = List.copyOf(rejected);
        }
    }

    /** Codes that no catalogue knows. */
    public record UnknownCodes(List<String> codes) implements Selected {
        public UnknownCodes {
            codes = List.copyOf(codes);
        }
    }

    /** No provider serves as basic data for the party. */
    public record NoCountryStrategy() implements Selected {}

    /** Selects for the root of a refresh. */
    public Selected select(RefreshRequest request, PartyType type, String country) {
        return switch (request.scope()) {
            case BASIC_DATA -> basicData(type, country);
            case ALL_ACTIVE -> allActive(type, country);
            case SELECTED -> named(request.providerCodes(), type, country);
            case LEGACY -> {
                RefreshRequest.Integrations root = request.root();
                if (root == null) {
                    yield allActive(type, country);
                }
                Selected chosen =
                        root.executeAllActive() ? allActive(type, country) : named(root.enrichments(), type, country);
                yield chosen instanceof Providers providers ? without(providers, root.excluded()) : chosen;
            }
        };
    }

    /** The providers that shareholders may be asked of, whatever their type and country; empty codes are unknown. */
    public Selected forShareholders(RefreshRequest.ShareholderIntegrations wanted) {
        if (wanted.executeAllActive()) {
            return new Providers(
                    catalogue.stream().map(Provider::code).filter(enabled).toList(), List.of());
        }
        Set<String> codes = new LinkedHashSet<>(wanted.companies());
        codes.addAll(wanted.persons());
        List<String> unknown = codes.stream().filter(code -> !isKnown(code)).toList();
        return unknown.isEmpty()
                ? new Providers(codes.stream().filter(enabled).toList(), List.of())
                : new UnknownCodes(unknown);
    }

    private Selected basicData(PartyType type, String country) {
        return catalogue.stream()
                .filter(Provider::basicData)
                .filter(provider -> provider.fits(type, country))
                .findFirst()
                .<Selected>map(provider -> split(List.of(provider), type, country))
                .orElseGet(NoCountryStrategy::new);
    }

    private Providers allActive(PartyType type, String country) {
        return split(
                catalogue.stream()
                        .filter(provider -> provider.fits(type, country) && enabled.test(provider.code()))
                        .toList(),
                type,
                country);
    }

    private Selected named(List<String> codes, PartyType type, String country) {
        List<String> unknown = codes.stream().filter(code -> !isKnown(code)).toList();
        if (!unknown.isEmpty()) {
            return new UnknownCodes(unknown);
        }
        List<Provider> named = codes.stream()
                .distinct()
                .flatMap(code ->
                        catalogue.stream().filter(provider -> provider.code().equals(code)))
                .toList();
        return split(named, type, country);
    }

    private Providers split(List<Provider> providers, PartyType type, String country) {
        List<String> toCall = new ArrayList<>();
        List<String> rejected = new ArrayList<>();
        for (boolean basicData : new boolean[] {true, false}) {
            for (Provider provider : providers) {
                if (provider.basicData() == basicData) {
                    boolean callable = provider.fits(type, country) && enabled.test(provider.code());
                    (callable ? toCall : rejected).add(provider.code());
                }
            }
        }
        return new Providers(toCall, rejected);
    }

    private static Providers without(Providers providers, List<String> excluded) {
        return new Providers(
                providers.toCall().stream()
                        .filter(code -> !excluded.contains(code))
                        .toList(),
                providers.rejected().stream()
                        .filter(code -> !excluded.contains(code))
                        .toList());
    }

    private boolean isKnown(String code) {
        return catalogue.stream().anyMatch(provider -> provider.code().equals(code));
    }
}
