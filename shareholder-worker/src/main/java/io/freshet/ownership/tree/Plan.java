package io.freshet.ownership.tree;

import java.util.List;

/**
 * How far a job may go.
 *
 * @param depth levels below the root that are in the tree; 0 is the root alone
 * @param maxNodes nodes of the tree, the root included
 * @param maxChildren holders kept per company
 * @param providers in the order in which they are asked
 */
public record Plan(int depth, int maxNodes, int maxChildren, List<Provider> providers) {

    public Plan {
        providers = List.copyOf(providers);
    }

    /** Codes of the providers that answer for the party, in the order of the plan. */
    public List<String> providersFor(Party party) {
        return providers.stream()
                .filter(provider -> provider.fits(party))
                .map(Provider::code)
                .toList();
    }
}
