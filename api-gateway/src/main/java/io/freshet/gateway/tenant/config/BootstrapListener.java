package io.freshet.gateway.tenant.config;

import io.freshet.gateway.config.StartWork;
import io.freshet.gateway.matrix.MatrixPublisher;
import io.freshet.gateway.tenant.Bootstrap;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the configured tenant at start, and tells the rules workers of all matrices. */
@Singleton
final class BootstrapListener implements ApplicationEventListener<ServerStartupEvent> {

    private static final Logger LOGGER = LoggerFactory.getLogger(BootstrapListener.class);

    private final BootstrapSettings settings;
    private final Bootstrap bootstrap;
    private final MatrixPublisher matrices;

    BootstrapListener(BootstrapSettings settings, Bootstrap bootstrap, MatrixPublisher matrices) {
        this.settings = settings;
        this.bootstrap = bootstrap;
        this.matrices = matrices;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        String slug = settings.bootstrapTenant();
        String key = settings.bootstrapApiKey();
        if (slug != null && !slug.isEmpty() && key != null && !key.isEmpty()) {
            bootstrap.make(slug, key);
            LOGGER.atInfo().addKeyValue("tenant", slug).log("Tenant is there");
        }
        StartWork.begin("matrices", matrices::publishAll);
    }
}
