package io.freshet.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A company of the synthetic register.
 *
 * @param id digits of the CNPJ, or the company number
 * @param country BR or GB
 * @param dissolved whether the register has struck it off
 */
record SimulatedParty(
        String id, String country, String name, boolean dissolved, List<Holder> holders, List<String> tags) {

    SimulatedParty {
        holders = List.copyOf(holders);
        tags = List.copyOf(tags);
    }

    /**
     * Who holds a part of it.
     *
     * @param companyId id of a company of the register; null for a person
     * @param name of a person; companies are named by the register
     * @param band lowest percentage of a GB band: 25, 50 or 75
     * @param ceased date when the holding ended; null while it lasts
     */
    record Holder(
            @Nullable String companyId,
            @Nullable String name,
            int band,
            @Nullable String ceased) {}

    SimulatedParty renamed(String newName) {
        return new SimulatedParty(id, country, newName, dissolved, holders, tags);
    }

    SimulatedParty dissolved(boolean now) {
        return new SimulatedParty(id, country, name, now, holders, tags);
    }
}
