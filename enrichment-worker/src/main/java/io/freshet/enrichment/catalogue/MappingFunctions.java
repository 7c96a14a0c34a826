package io.freshet.enrichment.catalogue;

import com.dashjoin.jsonata.Jsonata;
import io.freshet.core.PartyType;
import io.freshet.core.TaxId;
import io.freshet.core.taxid.TaxIdRules;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What mappings can call beside the functions of JSONata. Each gives nothing when it is given something else than it expects.
 *
 * <ul>
 *   <li>{@code $text(value)}: a text or a number as text, without blanks around and with single ones inside; nothing for what is
 *       empty or neither
 *   <li>{@code $objects(value)}: the objects among the items of a list, or the object that it is
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
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private MappingFunctions() {}

    static void register(Jsonata evaluator) {
        Jsonata.Fn1<Object, @Nullable String> text = MappingFunctions::text;
        Jsonata.Fn1<Object, @Nullable Object> objects = MappingFunctions::objects;
        Jsonata.Fn1<Object, @Nullable String> isoCountry = CountryNames::isoCountry;
        Jsonata.Fn3<Object, Object, Object, @Nullable String> taxId = MappingFunctions::taxId;
        Jsonata.Fn1<Object, @Nullable String> isoDate = MappingFunctions::isoDate;
        Jsonata.Fn1<Object, @Nullable String> nearestDay = MappingFunctions::nearestDay;
        // Without a signature the arguments come as they are: checking one is most of the time of a call.
        evaluator.registerFunction("text", Jsonata.function("text", text, null));
        evaluator.registerFunction("objects", Jsonata.function("objects", objects, null));
        evaluator.registerFunction("isoCountry", Jsonata.function("isoCountry", isoCountry, null));
        evaluator.registerFunction("taxId", Jsonata.function("taxId", taxId, null));
        evaluator.registerFunction("isoDate", Jsonata.function("isoDate", isoDate, null));
        evaluator.registerFunction("nearestDay", Jsonata.function("nearestDay", nearestDay, null));
    }

    static @Nullable String text(@Nullable Object value) {
        String written = switch (value) {
            case String text -> text;
            case Integer number -> number.toString();
            case Long number -> number.toString();
            case Number number -> plain(number);
            case null, default -> "";
        };
        String text = BLANKS.matcher(written.strip()).replaceAll(" ");
        return text.isEmpty() ? null : text;
    }

    private static String plain(Number number) {
        try {
            return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            return "";
        }
    }

    static @Nullable Object objects(@Nullable Object value) {
        if (value instanceof List<?> items) {
            List<Object> objects = new ArrayList<>();
            items.forEach(item -> {
                if (item instanceof Map<?, ?>) {
                    objects.add(item);
                }
            });
            return objects;
        }
        return value instanceof Map<?, ?> ? value : null;
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
