package io.freshet.gateway.entity.history;

import java.util.Locale;
import java.util.UUID;

/** Who changed an entity. */
public record Actor(Kind kind, UUID id) {

    /** An API key, or a job. */
    public enum Kind {
        API_KEY,
        REFRESH;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Actor apiKey(UUID keyId) {
        return new Actor(Kind.API_KEY, keyId);
    }

    public static Actor refresh(UUID jobId) {
        return new Actor(Kind.REFRESH, jobId);
    }
}
