package io.freshet.gateway.batch.config;

import io.freshet.gateway.batch.BatchParameters;
import io.micronaut.context.annotation.ConfigurationProperties;

/** The parameters of batches from the environment; the variables are named in {@code application.yml}. */
@ConfigurationProperties("freshet")
record BatchSettings(int batchInFlight) implements BatchParameters {

    BatchSettings {
        if (batchInFlight < 1) {
            throw new IllegalArgumentException("FRESHET_BATCH_IN_FLIGHT must be at least 1: " + batchInFlight);
        }
    }
}
