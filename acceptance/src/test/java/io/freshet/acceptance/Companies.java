package io.freshet.acceptance;

import java.util.List;

/** Brazilian companies of the simulated register. */
final class Companies {

    private Companies() {}

    /** The tax id of a company with two owners that are persons; {@code index} from 0 to 1199. */
    static String plain(int index) {
        return tagged("plain").get(index);
    }

    static List<String> tagged(String tag) {
        return SharedSystem.get().simulator().tagged(tag).stream()
                .filter(id -> id.length() == 14)
                .toList();
    }
}
