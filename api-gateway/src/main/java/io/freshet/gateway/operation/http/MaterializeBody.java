package io.freshet.gateway.operation.http;

import io.freshet.gateway.refresh.http.RefreshBody;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The body of a materialization, as {@link MaterializeController} reads it.
 *
 * @param runEnrichmentFirst ask the country's providers of relations about the root first, always fresh
 * @param depth levels of ownership to follow
 * @param autoExecuteIntegrationsShareholders which providers to call for shareholders; all active ones by default
 * @param executeOnlyRootData make shareholders of what the root's data says of them, and call nobody
 * @param refreshEnrichShareholders call providers again for shareholders; else the cache answers where it can
 * @param riskMatrixIds matrices to evaluate afterwards, in order
 */
record MaterializeBody(
        @Schema(defaultValue = "false") @Nullable Boolean runEnrichmentFirst,

        @Schema(minimum = "0", maximum = "5", defaultValue = "1") @Nullable
        Integer depth,

        RefreshBody.@Nullable ShareholderIntegrations autoExecuteIntegrationsShareholders,
        @Schema(defaultValue = "false") @Nullable Boolean executeOnlyRootData,
        @Schema(defaultValue = "false") @Nullable Boolean refreshEnrichShareholders,
        @ArraySchema(maxItems = 20) @Nullable List<UUID> riskMatrixIds) {}
