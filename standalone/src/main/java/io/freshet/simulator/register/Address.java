package io.freshet.simulator.register;

import org.jspecify.annotations.Nullable;

/** Where a company is registered, in the country that it is of. */
public record Address(
        String street,
        @Nullable String number,
        String city,
        String postalCode,
        @Nullable String region) {

    private static final int NUMBERS = 0xfff;

    /** One for a company of a country; the number depends on its id. */
    static Address of(String country, String id) {
        String number = Integer.toString(id.hashCode() & NUMBERS);
        return switch (country) {
            case "BR" -> new Address("DAS FLORES", number, "SAO PAULO", "01311902", "SP");
            case "GB" -> new Address("1 High Street", null, "Leeds", "LS1 1AA", null);
            case "NO" -> new Address("Storgata", number, "OSLO", "0184", null);
            case "FR" -> new Address("RUE DE LA PAIX", number, "PARIS", "75002", null);
            case "DE" -> new Address("Hauptstraße", number, "Berlin", "10115", "DE-BE");
            default -> new Address("ΕΡΜΟΥ", number, "ΑΘΗΝΑ", "10563", null);
        };
    }
}
