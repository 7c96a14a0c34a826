package io.freshet.gateway.refresh.config;

import io.freshet.gateway.refresh.RefreshParameters;
import io.micronaut.context.annotation.ConfigurationProperties;

/** The parameters of refreshes from the environment; the variables are named in {@code application.yml}. */
@ConfigurationProperties("freshet")
record RefreshSettings(int interactiveDeadlineSeconds, int bulkDeadlineSeconds) implements RefreshParameters {}
