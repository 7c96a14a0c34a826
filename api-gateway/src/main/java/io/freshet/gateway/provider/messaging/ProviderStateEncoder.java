package io.freshet.gateway.provider.messaging;

import io.freshet.gateway.outbox.OutboxEncoder;
import io.freshet.gateway.outbox.OutboxMessage;
import io.freshet.gateway.outbox.OutboxRecord;
import io.freshet.gateway.outbox.messaging.AvroRecords;
import io.freshet.gateway.provider.ProviderMode;
import io.freshet.gateway.provider.ProviderState;
import io.freshet.schemas.Headers;
import io.freshet.schemas.JobHeaders;
import io.freshet.schemas.Topics;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** States of providers as {@link io.freshet.schemas.ProviderState} records. */
@Singleton
final class ProviderStateEncoder implements OutboxEncoder {

    private final AvroRecords records;

    ProviderStateEncoder(AvroRecords records) {
        this.records = records;
    }

    @Override
    public Optional<OutboxRecord> encode(OutboxMessage message) {
        return message instanceof ProviderState state ? Optional.of(encode(state)) : Optional.empty();
    }

    private OutboxRecord encode(ProviderState state) {
        String messageId = JobHeaders.messageId(state.code(), "ProviderState", Long.toString(state.version()))
                .toString();
        return records.of(
                null,
                Topics.PROVIDER_STATES,
                state.code(),
                Map.of(Headers.MESSAGE_ID, messageId),
                io.freshet.schemas.ProviderState.newBuilder()
                        .setCode(state.code())
                        .setState(mode(state.mode()))
                        .setReason(state.reason())
                        .setBy("api_key:" + state.keyId())
                        .setAt(state.at())
                        .build());
    }

    private static io.freshet.schemas.ProviderMode mode(ProviderMode mode) {
        return switch (mode) {
            case ENABLED -> io.freshet.schemas.ProviderMode.ENABLED;
            case PAUSED -> io.freshet.schemas.ProviderMode.PAUSED;
            case FORCED_OPEN -> io.freshet.schemas.ProviderMode.FORCED_OPEN;
        };
    }
}
