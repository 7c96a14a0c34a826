package io.freshet.gateway;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one gateway of the run, started with the first of them and ended after the last. Tests keep apart by
 * tenants, entities and topics of their own.
 */
public final class SharedGateway implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningGateway.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SharedGateway.class))
                .getOrComputeIfAbsent(
                        RunningGateway.class, type -> new Running(RunningGateway.onSharedBroker()), Running.class)
                .gateway();
    }

    private record Running(RunningGateway gateway) implements AutoCloseable {
        @Override
        public void close() {
            gateway.close();
        }
    }
}
