package io.freshet.simulator.register;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All parties. A change is seen by whoever asks after it. */
public final class Register {

    private final Map<String, Party> parties = new ConcurrentHashMap<>();
    private final Map<String, String> idsByLei = new ConcurrentHashMap<>();
    private final Map<String, String> idsByVat = new ConcurrentHashMap<>();
    private final Set<String> listed = new ConcurrentSkipListSet<>();

    Register(Collection<Party> all) {
        all.forEach(party -> {
            parties.put(party.id(), party);
            if (party.lei() != null) {
                idsByLei.put(party.lei().code(), party.id());
            }
            if (party.vat() != null) {
                idsByVat.put(party.vat(), party.id());
            }
            keepListed(party);
        });
    }

    /** The same parties for the same seed. */
    public static Register build(long seed) {
        Map<String, Party> all = SouthernParties.build(seed);
        all.putAll(NorthernParties.build(seed + 1));
        return new Register(all.values());
    }

    public Optional<Party> find(String id) {
        return Optional.ofNullable(parties.get(id));
    }

    /** The company with a number in the register of a country. */
    public Optional<Party> company(String country, String id) {
        return find(id).filter(party -> party.isCompany() && party.country().equals(country));
    }

    public Optional<Party> byLei(String lei) {
        return Optional.ofNullable(idsByLei.get(lei)).flatMap(this::find);
    }

    /** The company with a VAT number, which begins with the prefix of its country. */
    public Optional<Party> byVat(String vat) {
        return Optional.ofNullable(idsByVat.get(vat)).flatMap(this::find);
    }

    /** Those that have a LEI, by that. */
    public Stream<Party> withLei() {
        return idsByLei.keySet().stream().sorted().flatMap(lei -> byLei(lei).stream());
    }

    /** Those on a list of sanctions or of politically exposed persons, by id. */
    public Stream<Party> listed() {
        return listed.stream().flatMap(id -> find(id).stream());
    }

    /** All, by id. */
    public Stream<Party> all() {
        return parties.values().stream().sorted((one, other) -> one.id().compareTo(other.id()));
    }

    /** Who a holder is; empty for one that is known by name alone. */
    public Optional<Party> party(Holder holder) {
        return Optional.ofNullable(holder.partyId()).flatMap(this::find);
    }

    /** Whether a holder is a company; one that is known by name alone is, when it has a country. */
    public boolean isCompany(Holder holder) {
        return party(holder).map(Party::isCompany).orElse(holder.partyId() != null || holder.country() != null);
    }

    /** The name of a holder, its id where nothing else is known. */
    public String nameOf(Holder holder) {
        return party(holder)
                .map(Party::name)
                .orElseGet(() -> Objects.requireNonNullElse(holder.name(), String.valueOf(holder.partyId())));
    }

    /**
     * Changes a party.
     *
     * @return as it is now; empty when there is none with that id
     */
    public Optional<Party> change(String id, UnaryOperator<Party> change) {
        @Nullable
        Party changed = parties.computeIfPresent(id, (key, party) -> {
            Party now = change.apply(party);
            keepListed(now);
            return now;
        });
        return Optional.ofNullable(changed);
    }

    private void keepListed(Party party) {
        if (party.facts().topics().isEmpty()) {
            listed.remove(party.id());
        } else {
            listed.add(party.id());
        }
    }
}
