package io.freshet.core.refresh;

import io.freshet.core.PartyType;

/**
 * Whom the providers are asked about.
 *
 * @param country ISO 3166-1 alpha-2 in capitals; empty when not known
 */
public record RefreshedParty(PartyType type, String country) {}
