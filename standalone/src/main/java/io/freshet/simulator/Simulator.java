package io.freshet.simulator;

import io.freshet.simulator.control.CallLog;
import io.freshet.simulator.control.CallLog.Call;
import io.freshet.simulator.control.Controls;
import io.freshet.simulator.fault.Damage;
import io.freshet.simulator.fault.Fault;
import io.freshet.simulator.fault.Faults;
import io.freshet.simulator.fault.Limits;
import io.freshet.simulator.http.Answer;
import io.freshet.simulator.http.Exchange;
import io.freshet.simulator.http.Request;
import io.freshet.simulator.http.SocketServer;
import io.freshet.simulator.register.Party;
import io.freshet.simulator.register.Register;
import io.freshet.simulator.vendor.Vendor;
import io.freshet.simulator.vendor.Vendors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The registers that Freshet's providers ask, on the loopback interface: {@code /brasilapi/…}, {@code /companieshouse/…} and so on; and
 * the controls, whose paths begin with {@code /_}. docs/simulator.md describes both.
 */
public final class Simulator implements AutoCloseable {

    /** The providers, by the names that stand in their base addresses. */
    public static final List<String> VENDORS =
            List.of("brasilapi", "companieshouse", "brreg", "rechercheentreprises", "gleif", "vies", "opensanctions");

    static final long SEED = 20_260_101L;

    private final Clock clock = Clock.systemUTC();
    private final Register register = Register.build(SEED);
    private final Map<String, Vendor> vendors = Vendors.all(register, clock);
    private final CallLog calls = new CallLog();
    private final Faults faults = new Faults();
    private final Limits limits = new Limits();
    private final Controls controls = new Controls(register, calls, faults, limits, clock, vendors.keySet());
    private final SocketServer server;

    private Simulator(InetSocketAddress address) throws IOException {
        this.server = SocketServer.start(address, this::handle);
    }

    /**
     * Starts the simulator.
     *
     * @param port 0 for a free one
     */
    public static Simulator start(int port) {
        return start(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /**
     * Starts the simulator on an address.
     *
     * @throws IllegalArgumentException when the address is not one of the loopback interface
     */
    static Simulator start(InetSocketAddress address) {
        try {
            return new Simulator(address);
        } catch (IOException e) {
            throw new UncheckedIOException("the simulator's port " + address.getPort() + " cannot be opened", e);
        }
    }

    /** Its base address. */
    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** Ids of parties with a tag, in a fixed order. */
    public List<String> tagged(String tag) {
        return register.all()
                .filter(party -> party.tags().contains(tag))
                .map(Party::id)
                .toList();
    }

    private void handle(Exchange exchange) throws IOException {
        Request request = exchange.request();
        if (Controls.isControl(request.path())) {
            exchange.send(controls.answer(request));
            return;
        }
        int slash = request.path().indexOf('/', 1);
        String name = slash < 0 ? "" : request.path().substring(1, slash);
        @Nullable Vendor vendor = vendors.get(name);
        if (vendor == null) {
            exchange.send(new Answer(404, "text/plain", Map.of(), "there are " + String.join(", ", vendors.keySet())));
            return;
        }
        provide(exchange, vendor, request.path().substring(slash));
    }

    private void provide(Exchange exchange, Vendor vendor, String path) throws IOException {
        Request request = exchange.request();
        Instant arrived = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String subject = vendor.subject(request, path);
        Call call = calls.open(
                arrived, new CallLog.Asked(vendor.name(), subject, request.method(), path, request.rawQuery()));
        try {
            OptionalLong wait = limits.refusal(vendor.name(), ChronoUnit.MICROS.between(Instant.EPOCH, arrived));
            if (wait.isPresent()) {
                calls.settle(call, 429, true);
                exchange.send(vendor.error(429).with("Retry-After", Long.toString(wait.getAsLong())));
                return;
            }
            Optional<Fault> fault = faults.next(vendor.name(), subject, path);
            if (fault.isPresent()) {
                pause(fault.get().latency().nextMs());
            }
            Answer answer = vendor.isAuthorized(request) ? vendor.answer(request, path) : vendor.error(401);
            Damage damage = new Damage.None();
            if (fault.isPresent() && answer.status() != 401) {
                answer = fault.get().changed(answer, vendor, clock);
                damage = fault.get().damage();
            }
            calls.settle(call, damage.seen(answer), false);
            damage.deliver(exchange, answer);
        } finally {
            calls.close();
        }
    }

    private static void pause(long milliseconds) {
        try {
            TimeUnit.MILLISECONDS.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
