package io.freshet.gateway.marketplace;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names that can stand in an address. */
public final class Slugs {

    private static final int LONGEST = 63;
    private static final Pattern SLUG = Pattern.compile("[a-z0-9-]{2,63}");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");

    private Slugs() {}

    /** Whether a text may be a slug; one in the form of a UUID may not, since a reference is either. */
    public static boolean isSlug(String text) {
        return SLUG.matcher(text).matches() && !UUID.matcher(text).matches();
    }

    /** The slug of a name, letters without their accents; empty when too little of the name is left. */
    public static Optional<String> of(String name) {
        String plain = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        String dashed = trimmed(OTHERS.matcher(plain).replaceAll("-"));
        String slug = trimmed(dashed.length() > LONGEST ? dashed.substring(0, LONGEST) : dashed);
        return Optional.of(slug).filter(Slugs::isSlug);
    }

    private static String trimmed(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        int end = text.length() > start && text.endsWith("-") ? text.length() - 1 : text.length();
        return text.substring(start, end);
    }
}
