package io.freshet.enrichment.catalogue;

import com.dashjoin.jsonata.Jsonata;
import io.freshet.core.PartyType;
import io.freshet.core.TaxId;
import io.freshet.core.taxid.TaxIdRules;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What mappings can call beside the functions of JSONata. Each gives nothing when it is given something else than it expects.
 *
 * <ul>
 *   <li>{@code $isoCountry(name)}: the ISO 3166-1 alpha-2 code of a country as registers write it, see {@link CountryNames}
 *   <li>{@code $taxId(country, kind, text)}: an identifier as it is stored, when the country has a scheme and the identifier
 *       fits it; {@code kind} is {@code company} or {@code person}
 *   <li>{@code $isoDate(text)}: the date of an ISO 8601 date, or date and time, as it is written there
 *   <li>{@code $nearestDay(text)}: the date that an ISO 8601 date and time stands for where a register tells days as midnights of
 *       its own zone in UTC, 1 July in India as {@code 2017-06-30T18:30:00Z}: that of the nearest midnight
 * </ul>
 */
final class MappingFunctions {

    private static final int DATE = 10;

    private MappingFunctions() {}

    static void register(Jsonata evaluator) {
        Jsonata.Fn1<Object, @Nullable String> isoCountry = CountryNames::isoCountry;
        Jsonata.Fn3<Object, Object, Object, @Nullable String> taxId = MappingFunctions::taxId;
        Jsonata.Fn1<Object, @Nullable String> isoDate = MappingFunctions::isoDate;
        evaluator.registerFunction("isoCountry", Jsonata.function("isoCountry", isoCountry, "<x?:s>"));
        evaluator.registerFunction("taxId", Jsonata.function("taxId", taxId, "<x?x?x?:s>"));
        evaluator.registerFunction("isoDate", Jsonata.function("isoDate", isoDate, "<x?:s>"));
        Jsonata.Fn1<Object, @Nullable String> nearestDay = MappingFunctions::nearestDay;
        evaluator.registerFunction("nearestDay", Jsonata.function("nearestDay", nearestDay, "<x?:s>"));
    }

    static @Nullable String taxId(@Nullable Object country, @Nullable Object kind, @Nullable Object text) {
        if (!(country instanceof String code)
                || !(text instanceof String identifier)
                || !(kind instanceof String word)
                || !Set.of("company", "person").contains(word)) {
            return null;
        }
        PartyType type = PartyType.valueOf(word.toUpperCase(Locale.ROOT));
        if (TaxIdRules.of(code, type).othersAllowed()) {
            return null;
        }
        return TaxId.normalize(code, type, identifier) instanceof TaxId.Valid valid ? valid.stored() : null;
    }

    static @Nullable String isoDate(@Nullable Object text) {
        if (!(text instanceof String written) || written.length() < DATE) {
            return null;
        }
        String date = written.substring(0, DATE);
        if (written.length() > DATE && written.charAt(DATE) != 'T') {
            return null;
        }
        try {
            return LocalDate.parse(date).getYear() > 0 ? date : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    static @Nullable String nearestDay(@Nullable Object text) {
        if (!(text instanceof String written) || written.length() == DATE) {
            return isoDate(text);
        }
        try {
            String day = OffsetDateTime.parse(written)
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .plusHours(12)
                    .toLocalDate()
                    .toString();
            return isoDate(day);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
