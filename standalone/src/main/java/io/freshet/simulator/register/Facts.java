package io.freshet.simulator.register;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may change about a party.
 *
 * @param ended when a company was struck off; null while it is not
 * @param birthDate of a person, ISO 8601; null where it is not known, and of a company
 * @param topics of the sanction and PEP lists that it is on, as OpenSanctions names them; empty for none
 * @param vatRegistered whether its VAT number is valid now
 * @param undisclosed whether the register keeps name and address back
 */
public record Facts(
        Status status,
        @Nullable String ended,
        Address address,
        @Nullable String birthDate,
        List<String> topics,
        boolean vatRegistered,
        boolean undisclosed) {

    static final String STRUCK_OFF = "2023-11-30";

    public Facts {
        topics = List.copyOf(topics);
    }

    static Facts of(String country, String id) {
        return new Facts(Status.ACTIVE, null, Address.of(country, id), null, List.of(), false, false);
    }

    public Facts is(Status now) {
        @Nullable String end = now == Status.DISSOLVED ? ended == null ? STRUCK_OFF : ended : null;
        return new Facts(now, end, address, birthDate, topics, vatRegistered, undisclosed);
    }

    public Facts endedOn(String date) {
        return new Facts(status, date, address, birthDate, topics, vatRegistered, undisclosed);
    }

    public Facts at(Address now) {
        return new Facts(status, ended, now, birthDate, topics, vatRegistered, undisclosed);
    }

    public Facts born(String date) {
        return new Facts(status, ended, address, date, topics, vatRegistered, undisclosed);
    }

    public Facts listed(List<String> now) {
        return new Facts(status, ended, address, birthDate, now, vatRegistered, undisclosed);
    }

    public Facts vat(boolean registered) {
        return new Facts(status, ended, address, birthDate, topics, registered, undisclosed);
    }

    public Facts kept(boolean back) {
        return new Facts(status, ended, address, birthDate, topics, vatRegistered, back);
    }
}
