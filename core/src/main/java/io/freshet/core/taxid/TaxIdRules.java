package io.freshet.core.taxid;

import io.freshet.core.PartyType;
import io.freshet.core.taxid.vat.VatNumbers;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Which schemes a party of a type and country may use.
 *
 * @param schemes tried in order; the first whose shape fits decides
 * @param othersAllowed whether a text of no scheme's shape is stored as it is
 */
public record TaxIdRules(List<TaxIdScheme> schemes, boolean othersAllowed) {

    private static final Lei LEI = new Lei();

    public TaxIdRules {
        schemes = List.copyOf(schemes);
    }

    /**
     * The rules of a country.
     *
     * <p>A company anywhere may be named by its LEI. Companies of the European Union have their VAT number, those of France also
     * the SIREN, those of Northern Ireland a VAT number with XI beside the company number. What a person has in the
     * Union differs from country to country and is not checked, unless it is written as a VAT number, with the prefix.
     *
     * @param country ISO 3166-1 alpha-2 in any case; also XI, and EL for Greece; empty when not known
     */
    public static TaxIdRules of(String country, PartyType type) {
        String code = country.toUpperCase(Locale.ROOT);
        return switch (type) {
            case COMPANY -> ofCompany(code);
            case PERSON -> ofPerson(code);
        };
    }

    /** What is expected, in words for the caller who sent something else. */
    public String expectation() {
        return schemes.stream()
                .filter(scheme -> scheme != LEI)
                .map(TaxIdScheme::shape)
                .collect(Collectors.joining("; "));
    }

    private static TaxIdRules ofCompany(String country) {
        return switch (country) {
            case "BR" -> only(new Cnpj(), LEI);
            case "AR" -> only(new Cuit(PartyType.COMPANY), LEI);
            case "CL" -> only(new Rut(), LEI);
            case "MX" -> only(new Rfc(PartyType.COMPANY), LEI);
            case "CO" -> only(new Nit(), LEI);
            case "GB" -> only(new CompanyNumber(), VatNumbers.NORTHERN_IRELAND.withPrefix(), LEI);
            case "XI" -> only(VatNumbers.NORTHERN_IRELAND, LEI);
            case "FR" -> only(VatNumbers.FRANCE, new Siren(), LEI);
            default ->
                VatNumbers.of(country).map(vat -> only(vat, LEI)).orElseGet(() -> new TaxIdRules(List.of(LEI), true));
        };
    }

    private static TaxIdRules ofPerson(String country) {
        return switch (country) {
            case "BR" -> only(new Cpf());
            case "AR" -> only(new Dni(), new Cuit(PartyType.PERSON));
            case "CL" -> only(new Rut());
            case "MX" -> only(new Rfc(PartyType.PERSON));
            case "CO" -> only(new Cedula());
            default ->
                new TaxIdRules(
                        VatNumbers.of(country)
                                .<List<TaxIdScheme>>map(vat -> List.of(vat.withPrefix()))
                                .orElseGet(List::of),
                        true);
        };
    }

    private static TaxIdRules only(TaxIdScheme... schemes) {
        return new TaxIdRules(List.of(schemes), false);
    }
}
