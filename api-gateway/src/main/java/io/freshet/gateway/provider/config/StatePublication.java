package io.freshet.gateway.provider.config;

import io.freshet.gateway.config.StartWork;
import io.freshet.gateway.provider.ProviderStates;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;

/** Tells the workers at every start what operators said, for the case that the topic was lost. */
@Singleton
final class StatePublication implements ApplicationEventListener<ServerStartupEvent> {

    private final ProviderStates states;

    StatePublication(ProviderStates states) {
        this.states = states;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        StartWork.begin("provider-states", states::publishAll);
    }
}
