package io.freshet.gateway.provider;

/** What the enrichment workers tell of their circuit breakers. */
public interface Circuits {

    /** The circuit of a provider; {@link Circuit#UNTOLD} when no worker has told of it in the last two minutes. */
    Circuit of(String code);
}
