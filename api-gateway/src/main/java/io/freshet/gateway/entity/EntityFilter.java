package io.freshet.gateway.entity;

import io.freshet.core.PartyType;
import org.jspecify.annotations.Nullable;

/**
 * Which of a tenant's entities are listed; null asks for nothing. Deleted ones are listed by their status only.
 *
 * @param country in capitals
 * @param text part of name or external id, in any case
 */
public record EntityFilter(
        @Nullable PartyType type,
        @Nullable String country,
        @Nullable TaxIdLookup taxId,
        @Nullable String externalId,
        @Nullable String status,
        @Nullable String text) {}
