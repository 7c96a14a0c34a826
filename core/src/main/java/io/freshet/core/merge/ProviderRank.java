package io.freshet.core.merge;

/**
 * A provider at its place in the catalogue.
 *
 * @param basicData whether it may serve as a country's basic-data provider
 */
public record ProviderRank(String code, boolean basicData) {}
