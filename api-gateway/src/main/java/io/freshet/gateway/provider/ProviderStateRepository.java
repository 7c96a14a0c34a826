package io.freshet.gateway.provider;

import io.freshet.gateway.paging.Page;
import io.freshet.gateway.paging.PageRequest;
import java.util.List;
import java.util.Optional;

/** What operators said of providers, from the first word on; it belongs to no tenant. */
public interface ProviderStateRepository {

    /** Makes other changes of this provider wait until this transaction is over. */
    void lock(String code);

    /** What holds; empty when nobody has said anything of the provider. */
    Optional<ProviderState> find(String code);

    /** What holds, of every provider of which somebody has said something, by code. */
    List<ProviderState> all();

    /** Adds what holds from now on, the provider being locked. */
    void append(ProviderState state);

    /** Some of what was said of a provider, the newest first. */
    Page<ProviderState> history(String code, PageRequest page);
}
