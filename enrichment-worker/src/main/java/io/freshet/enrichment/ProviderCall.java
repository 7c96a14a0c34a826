package io.freshet.enrichment;

import io.freshet.enrichment.catalogue.ProviderDefinition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One provider for one node: cache, then the provider, then the mapping, then the journal. Equal calls at the same time are one
 * call, whichever workers want them; only who makes it pays. A caller whom nothing older than itself will do joins a call that
 * began after it came.
 */
public final class ProviderCall {

    /** For the call of another; then the command goes away and looks again later. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Answer LATER = new Answer.NotCalled(Answer.Hold.BUSY, PATIENCE);

    private final Provider provider;
    private final Stores stores;
    private final RetryTiers tiers;
    private final CallMetrics metrics;
    private final Clock clock;
    private final Outcomes outcomes = new Outcomes();
    private final SingleFlight<String, Answer> flights =
            new SingleFlight<>(answer -> !(answer instanceof Answer.NotCalled));

    public ProviderCall(Provider provider, Stores stores, RetryTiers tiers, CallMetrics metrics, Clock clock) {
        this.provider = provider;
        this.stores = stores;
        this.tiers = tiers;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Where calls and answers are kept. */
    public record Stores(CallJournal journal, DocumentCache cache, CallFlights flights, CallLedger ledger) {}

    /** How a call ended. */
    public sealed interface Result {}

    /** With an outcome, which is in the journal. */
    public record Settled(Execution execution) implements Result {}

    /** It is to be asked for again, and there is time for that. */
    public record Postponed(Duration delay) implements Result {}

    /** Asks. What depends on parameters of the caller is neither taken from the cache nor kept there for others. */
    public Result call(Question question) throws InterruptedException {
        Making making = new Making(question);
        Answer cached = cached(question);
        if (cached != null) {
            return making.settle(cached, true);
        }
        CallKey key = question.key();
        boolean fresh = question.terms().skipCache();
        // Which calls began after each caller came, only the flights of all workers know.
        Answer answer = fresh && key.cacheable()
                ? making.perform()
                : flights.fly(key.hash(), fresh, PATIENCE, making::perform).orElse(LATER);
        if (making.settled != null) {
            return making.settled;
        }
        return making.settleOrPostpone(answer);
    }

    private @Nullable Answer cached(Question question) {
        CallKey key = question.key();
        if (!key.cacheable()) {
            return null;
        }
        CallJournal.Doubt doubt = question.doubt();
        if (question.terms().skipCache() && doubt == null) {
            return null;
        }
        Instant since = question.terms().skipCache() && doubt != null ? doubt.begunAt() : Instant.EPOCH;
        return stores.cache().find(key, since).orElse(null);
    }

    /** The making of one call, as far as it is this caller's. */
    private final class Making {

        private final Question question;
        private final CallKey key;
        private final Instant start = clock.instant();
        private Outcomes.Charge charge;
        private @Nullable Settled settled;

        private Making(Question question) {
            this.question = question;
            this.key = question.key();
            this.charge = Outcomes.Charge.of(question.doubt());
        }

        private Answer perform() throws InterruptedException {
            if (key.cacheable()) {
                Optional<Answer> ofOthers = board();
                if (ofOthers.isPresent()) {
                    return ofOthers.get();
                }
            }
            int cents = question.definition().costCents();
            return switch (stores.ledger()
                    .begin(question.call(), cents, question.terms().budget())) {
                case CallLedger.OverBudget over -> {
                    abandon();
                    yield new Answer.NotCalled(Answer.Hold.BUDGET, Duration.ZERO);
                }
                case CallLedger.Begun begun -> {
                    charge = new Outcomes.Charge(begun.paidCents(), begun.repeated());
                    metrics.spent(question.call().provider(), cents);
                    if (question.doubt() != null) {
                        metrics.repeated(question.call().provider());
                    }
                    yield ask(cents);
                }
            };
        }

        private Optional<Answer> board() throws InterruptedException {
            CallJournal.Doubt doubt = question.doubt();
            Instant since = doubt == null ? null : doubt.begunAt();
            long end = System.nanoTime() + PATIENCE.toNanos();
            Duration pause = CallFlights.FIRST_PAUSE;
            while (true) {
                switch (stores.flights().board(key, question.terms().skipCache(), since)) {
                    case CallFlights.Ours ours -> {
                        return Optional.empty();
                    }
                    case CallFlights.Landed landed -> {
                        return Optional.of(landed.answer());
                    }
                    case CallFlights.Theirs theirs -> {
                        since = theirs.since();
                        if (System.nanoTime() > end) {
                            return Optional.of(LATER);
                        }
                        TimeUnit.NANOSECONDS.sleep(pause.toNanos());
                        pause = pause.multipliedBy(2).compareTo(CallFlights.LONGEST_PAUSE) < 0
                                ? pause.multipliedBy(2)
                                : CallFlights.LONGEST_PAUSE;
                    }
                }
            }
        }

        private Answer ask(int cents) throws InterruptedException {
            Question.Terms terms = question.terms();
            try (Inquiry inquiry = new Inquiry(terms.deadline(), terms.bulk())) {
                Instant begunAt = clock.instant();
                Answer answer = asked(inquiry, cents);
                if (answer instanceof Answer.Throttled || answer instanceof Answer.NotCalled) {
                    rest(answer instanceof Answer.Throttled || inquiry.sent() == 0 ? cents : 0);
                    return answer;
                }
                Outcomes.Settled outcome = outcomes.settle(about(false), answer);
                ProviderDefinition.Cache kept = question.definition().cache();
                Duration ttl = outcome.answer() instanceof Answer.NotFound ? kept.notFoundTtl() : kept.ttl();
                keep(
                        outcome,
                        key.cacheable()
                                ? Optional.of(new CallJournal.Landing(key, outcome.answer(), begunAt, ttl))
                                : Optional.empty());
                return outcome.answer();
            }
        }

        private Answer asked(Inquiry inquiry, int cents) throws InterruptedException {
            try {
                return provider.ask(question.definition(), question.subject(), inquiry);
            } catch (RuntimeException e) {
                if (inquiry.sent() == 0) {
                    restAfter(e, cents);
                }
                throw e;
            }
        }

        private void rest(int returned) {
            stores.ledger().rest(question.call(), returned);
            metrics.spent(question.call().provider(), -returned);
            charge = new Outcomes.Charge(charge.cents() - returned, charge.repeated());
            abandon();
        }

        private void restAfter(RuntimeException failure, int cents) {
            try {
                stores.ledger().rest(question.call(), cents);
                abandon();
            } catch (RuntimeException e) {
                failure.addSuppressed(e);
            }
        }

        private void abandon() {
            if (key.cacheable()) {
                stores.flights().abandon(key);
            }
        }

        private Result settleOrPostpone(Answer answer) {
            Optional<Duration> delay = untilAgain(answer)
                    .flatMap(wait -> tiers.fitting(
                            wait,
                            Duration.between(clock.instant(), question.terms().deadline())));
            if (delay.isPresent()) {
                metrics.postponed(question.call().provider(), answer);
                return new Postponed(delay.get());
            }
            return settle(answer, isAnswered(answer));
        }

        private Settled settle(Answer answer, boolean cached) {
            return keep(outcomes.settle(about(cached), answer), Optional.empty());
        }

        private Settled keep(Outcomes.Settled outcome, Optional<CallJournal.Landing> landing) {
            Execution kept = stores.journal()
                    .keep(new CallJournal.Entry(question.call(), outcome.execution(), outcome.document(), landing));
            settled = new Settled(kept);
            metrics.outcome(question.call().provider(), outcome.answer(), kept.fromCache());
            return settled;
        }

        private Outcomes.Asked about(boolean cached) {
            return new Outcomes.Asked(question, cached, charge, start, clock.instant());
        }
    }

    private static boolean isAnswered(Answer answer) {
        return answer instanceof Answer.Found || answer instanceof Answer.NotFound;
    }

    /** How long to wait with asking again; empty when that is of no use. */
    private static Optional<Duration> untilAgain(Answer answer) {
        return switch (answer) {
            case Answer.Throttled throttled -> Optional.of(throttled.retryAfter());
            case Answer.NotCalled held ->
                switch (held.hold()) {
                    case BUSY, CIRCUIT_OPEN, PAUSED -> Optional.of(held.retryAfter());
                    case FORCED_OPEN, BUDGET -> Optional.empty();
                };
            case Answer.Found found -> Optional.empty();
            case Answer.NotFound none -> Optional.empty();
            case Answer.Unavailable unavailable -> Optional.empty();
            case Answer.Rejected rejected -> Optional.empty();
            case Answer.Unmappable unmappable -> Optional.empty();
        };
    }
}
