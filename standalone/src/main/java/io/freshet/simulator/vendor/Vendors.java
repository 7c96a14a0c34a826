package io.freshet.simulator.vendor;

import io.freshet.simulator.register.Register;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All services. */
public final class Vendors {

    private Vendors() {}

    /** The services by name, on one set of parties. */
    public static Map<String, Vendor> all(Register register, Clock clock) {
        Map<String, Vendor> vendors = new LinkedHashMap<>();
        List.of(
                        new BrasilApi(register),
                        new CompaniesHouse(register),
                        new Brreg(register, clock),
                        new RechercheEntreprises(register),
                        new Gleif(register),
                        new Vies(register, clock),
                        new OpenSanctions(register))
                .forEach(vendor -> vendors.put(vendor.name(), vendor));
        return vendors;
    }
}
