package io.freshet.enrichment.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The rights to send requests, which all workers share. A limit of n requests per period is n permits; one is taken for one
 * request, and again only when the period has passed since that request was answered. A request reaches the provider between
 * its start and its answer, so no window of the period holds more than n of them, however long they were on their way.
 */
public interface Permits {

    /**
     * A limit.
     *
     * @param key provider and name of the credential
     * @param slots permits, at least one
     * @param longestCall from the start of a request to its answer, at the most; a permit whose holder died counts as used
     *     for so long
     */
    record Limit(String key, int slots, Duration per, Duration longestCall) {}

    /**
     * What is asked for.
     *
     * @param first permits for requests that people wait for; each may start up to {@code horizon} from now
     * @param bulk permits for others, which start now and leave {@code reserve} of those that are free
     */
    record Demand(int first, int bulk, int reserve, Duration horizon) {}

    /**
     * A permit.
     *
     * @param startsAt by the clock of the store; names the taking
     * @param delay from the answer of the store until the request may start
     */
    record Permit(int slot, Instant startsAt, Duration delay) {}

    /**
     * What was taken.
     *
     * @param delay until more may be had, when there were too few; else zero
     */
    record Taken(List<Permit> first, List<Permit> bulk, Duration delay) {
        public Taken {
            first = List.copyOf(first);
            bulk = List.copyOf(bulk);
        }
    }

    /** Takes what there is of what is asked for; nothing while the provider has said to wait. */
    Taken take(Limit limit, Demand demand);

    /** The requests of these permits are answered. */
    void answered(Limit limit, List<Permit> permits);

    /** No request was sent with these permits. */
    void unused(Limit limit, List<Permit> permits);

    /**
     * The provider refused a request for being one too many: nobody sends until {@code told} has passed. Zero stands for no
     * time told: then the waits grow.
     *
     * @return how long to wait
     */
    Duration refused(String key, Duration told);

    /** A request was answered in another way than by a refusal. */
    void accepted(String key);

    /** How long nobody may send; zero when there is nothing to wait for. */
    Duration blocked(String key);
}
