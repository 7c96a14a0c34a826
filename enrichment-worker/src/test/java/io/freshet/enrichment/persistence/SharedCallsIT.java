package io.freshet.enrichment.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.enrichment.Answer;
import io.freshet.enrichment.CallFlights;
import io.freshet.enrichment.CallId;
import io.freshet.enrichment.CallJournal;
import io.freshet.enrichment.CallKey;
import io.freshet.enrichment.CallLedger;
import io.freshet.enrichment.Execution;
import io.freshet.enrichment.Inquiry;
import io.freshet.enrichment.ProviderCall;
import io.freshet.enrichment.Question;
import io.freshet.enrichment.Subject;
import io.freshet.enrichment.catalogue.ProviderDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Equal calls of many jobs on three workers: who makes them, who pays, and what is known after a death. */
class SharedCallsIT {

    private final AtomicInteger calls = new AtomicInteger();
    private final Semaphore mayAnswer = new Semaphore(0);
    private volatile @Nullable Answer answer;

    private Answer ask(ProviderDefinition provider, Subject subject, Inquiry inquiry) throws InterruptedException {
        calls.incrementAndGet();
        inquiry.sending();
        assertThat(mayAnswer.tryAcquire(2, TimeUnit.MINUTES)).isTrue();
        Answer given = answer;
        return given == null ? new Answer.NotFound(Instant.now()) : given;
    }

    @Test
    void shouldMakeOneCallWhenAHundredJobsOnThreeWorkersWantTheSame() throws Exception {
        try (CallWorkers workers = new CallWorkers(3, this::ask)) {
            List<ProviderCall.Result> results = askWhile(workers, questions(100, false), 1);
            assertThat(calls).hasValue(1);
            assertThat(results)
                    .hasSize(100)
                    .allSatisfy(result -> assertThat(failure(result)).isEqualTo("SUBJECT_NOT_FOUND"));
            assertThat(results.stream().filter(result -> !execution(result).fromCache()))
                    .hasSize(1);
            assertThat(workers.database.number("SELECT count(*) FROM provider_call"))
                    .isEqualTo(100);
            assertThat(workers.database.number("SELECT count(*) FROM call_intent"))
                    .isZero();
        }
    }

    @Test
    void shouldMakeASecondCallForThoseWhomNothingWillDoThatBeganBeforeThem() throws Exception {
        try (CallWorkers workers = new CallWorkers(3, this::ask)) {
            // Given: one asks, and a hundred come while it waits for the answer
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<ProviderCall.Result> first =
                        threads.submit(() -> workers.worker(0).call(CallWorkers.question("1", true)));
                Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> calls.get() == 1);
                // When
                List<ProviderCall.Result> results = askWhile(workers, questions(100, true), 2);
                // Then
                assertThat(calls).hasValue(2);
                assertThat(failure(first.get())).isEqualTo("SUBJECT_NOT_FOUND");
                assertThat(results)
                        .allSatisfy(result -> assertThat(failure(result)).isEqualTo("SUBJECT_NOT_FOUND"));
            }
        }
    }

    @Test
    void shouldTellAFailureToAllWhoWaitForIt() throws Exception {
        answer = new Answer.Unavailable(Answer.Reason.TIMEOUT, 504);
        try (CallWorkers workers = new CallWorkers(3, this::ask)) {
            List<ProviderCall.Result> results = askWhile(workers, questions(60, false), 1);
            assertThat(calls).hasValue(1);
            assertThat(results).allSatisfy(result -> assertThat(failure(result)).isEqualTo("PROVIDER_TIMEOUT"));
            // And who comes later asks for itself
            mayAnswer.release();
            assertThat(failure(workers.worker(1).call(CallWorkers.question("1", false))))
                    .isEqualTo("PROVIDER_TIMEOUT");
            assertThat(calls).hasValue(2);
        }
    }

    @Test
    void shouldNotShareThatOneTenantHasNoMoney() throws Exception {
        ProviderDefinition costly = costly(5);
        mayAnswer.release(10);
        try (CallWorkers workers = new CallWorkers(1, this::ask)) {
            CallLedger.Budget none = new CallLedger.Budget(null, 4L);
            Question poor = CallWorkers.question(costly, CallWorkers.call(), "1", false, null, none);
            Question rich =
                    CallWorkers.question(costly, CallWorkers.call(), "1", false, null, new CallLedger.Budget(null, 5L));
            assertThat(failure(workers.worker(0).call(poor))).isEqualTo("BUDGET_EXCEEDED");
            assertThat(calls).hasValue(0);
            assertThat(execution(workers.worker(0).call(rich)).costCents()).isEqualTo(5);
            // And what is known is free
            Question again = CallWorkers.question(costly, CallWorkers.call(), "1", false, null, none);
            assertThat(failure(workers.worker(0).call(again))).isEqualTo("SUBJECT_NOT_FOUND");
            assertThat(execution(workers.worker(0).call(again)).costCents()).isZero();
        }
    }

    @Test
    void shouldGiveBackWhatARefusedCallHadCost() throws Exception {
        answer = new Answer.Throttled(Duration.ofSeconds(3));
        mayAnswer.release(1);
        try (CallWorkers workers = new CallWorkers(1, this::ask)) {
            CallId call = CallWorkers.call();
            Question question = CallWorkers.question(costly(5), call, "1", true, null, new CallLedger.Budget(null, 5L));
            assertThat(workers.worker(0).call(question)).isEqualTo(new ProviderCall.Postponed(Duration.ofSeconds(5)));
            assertThat(workers.database.number("SELECT spent_cents FROM tenant_spend"))
                    .isZero();
            assertThat(journal(workers).find(call.jobId(), "root").doubts()).isEmpty();
        }
    }

    @Test
    void shouldRepeatACallInDoubtOnceAndCountIt() throws Exception {
        mayAnswer.release(10);
        try (CallWorkers workers = new CallWorkers(1, this::ask)) {
            // Given: a worker that died after it had begun
            CallId call = CallWorkers.call();
            JdbcCallLedger ledger = new JdbcCallLedger(workers.database.pool());
            assertThat(ledger.begin(call, 5, CallLedger.Budget.NONE)).isEqualTo(new CallLedger.Begun(5, 0));
            CallJournal.Doubt doubt =
                    journal(workers).find(call.jobId(), "root").doubts().get(call.provider());
            assertThat(doubt).isNotNull();
            // When
            Execution execution = execution(workers.worker(0)
                    .call(CallWorkers.question(costly(5), call, "1", true, doubt, CallLedger.Budget.NONE)));
            // Then
            assertThat(execution.repeated()).isOne();
            assertThat(execution.costCents()).isEqualTo(10);
            assertThat(workers.database.number("SELECT spent_cents FROM tenant_spend"))
                    .isEqualTo(10);
            assertThat(calls).hasValue(1);
        }
    }

    @Test
    void shouldTakeTheAnswerThatOthersGotSinceWhenACallIsInDoubtAlsoWhenARefreshIsForced() throws Exception {
        mayAnswer.release(10);
        try (CallWorkers workers = new CallWorkers(2, this::ask)) {
            CallId call = CallWorkers.call();
            new JdbcCallLedger(workers.database.pool()).begin(call, 0, CallLedger.Budget.NONE);
            CallJournal.Doubt doubt =
                    journal(workers).find(call.jobId(), "root").doubts().get(call.provider());
            workers.worker(0).call(CallWorkers.question("1", true));
            assertThat(calls).hasValue(1);
            // When
            Execution execution = execution(workers.worker(1)
                    .call(CallWorkers.question(CallWorkers.BRAZIL, call, "1", true, doubt, CallLedger.Budget.NONE)));
            // Then
            assertThat(calls).hasValue(1);
            assertThat(execution.fromCache()).isTrue();
        }
    }

    @Test
    void shouldMakeTheCallOfAWorkerThatDied() throws Exception {
        mayAnswer.release(10);
        try (CallWorkers workers = new CallWorkers(1, this::ask)) {
            // Given
            Question question = CallWorkers.question("1", false);
            CallKey key = CallKey.of(question.definition(), question.subject());
            workers.database.execute(
                    "INSERT INTO call_flight (flight_key, owner, begun_at, expires_at)"
                            + " VALUES (decode(?, 'hex'), gen_random_uuid(), now(), now() + interval '2 s')",
                    key.hash());
            // When
            assertThat(failure(workers.worker(0).call(question))).isEqualTo("SUBJECT_NOT_FOUND");
            // Then
            assertThat(calls).hasValue(1);
        }
    }

    @Test
    void shouldPostponeWhenAnotherTakesLongerThanOneWaits() throws Exception {
        try (CallWorkers workers = new CallWorkers(1, this::ask)) {
            Question question = CallWorkers.question("1", false);
            CallFlights others = new JdbcCallFlights(workers.database.pool(), new ObjectMapper(), UUID.randomUUID());
            assertThat(others.board(CallKey.of(question.definition(), question.subject()), false, null))
                    .isEqualTo(new CallFlights.Ours());
            assertThat(workers.worker(0).call(question)).isInstanceOf(ProviderCall.Postponed.class);
            assertThat(calls).hasValue(0);
        }
    }

    private static JdbcCallJournal journal(CallWorkers workers) {
        ObjectMapper json = new ObjectMapper();
        return new JdbcCallJournal(
                workers.database.pool(), json, new JdbcCallFlights(workers.database.pool(), json, UUID.randomUUID()));
    }

    private static List<Question> questions(int number, boolean forced) {
        return IntStream.range(0, number)
                .mapToObj(i -> CallWorkers.question("1", forced))
                .toList();
    }

    /** Asks, and lets the provider answer when so many calls wait for that and all others for them. */
    private List<ProviderCall.Result> askWhile(CallWorkers workers, List<Question> questions, int expected)
            throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<ProviderCall.Result>> results = threads.submit(() -> workers.ask(questions));
            Awaitility.await()
                    .pollDelay(Duration.ofMillis(300))
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> calls.get() >= 1);
            mayAnswer.release(expected);
            return results.get();
        }
    }

    private static ProviderDefinition costly(int cents) {
        ProviderDefinition free = CallWorkers.BRAZIL;
        ProviderDefinition.Listing listing = free.listing();
        return new ProviderDefinition(
                new ProviderDefinition.Listing(
                        listing.code(),
                        listing.name(),
                        listing.vendor(),
                        listing.position(),
                        listing.coverage(),
                        cents),
                free.endpoint(),
                free.policy(),
                free.response());
    }

    private static Execution execution(ProviderCall.Result result) {
        return ((ProviderCall.Settled) result).execution();
    }

    private static String failure(ProviderCall.Result result) {
        Execution.Failure failure = execution(result).failure();
        return failure == null ? "" : failure.code();
    }
}
