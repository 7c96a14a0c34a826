package io.freshet.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Companies of the simulated registers, Brazilian ones where nothing else is said. The tests share one system and run in any order, so each takes companies that no
 * other one has: with one entity per tax id a second registration would be refused, and a fault that a test sets strikes
 * whoever asks about the company.
 */
final class Companies {

    private static final String PLAIN = "plain";
    /** Plain companies of the batches, which take hundreds and bring a tenant of their own each. */
    private static final int OF_BATCHES = 400;

    private static final String UNKNOWN = "unknown";
    private static final List<String> UNKNOWN_TO_EVERY_REGISTER = List.of(
            "97000001000178",
            "97001112000107",
            "97002223000120",
            "97003334000150",
            "97004445000181",
            "97005556000102",
            "97006667000133",
            "97007778000164");

    private static final Map<String, Integer> TAKEN = new ConcurrentHashMap<>();

    private Companies() {}

    /** The tax id of a company in business with two owners that are persons; another one each time. */
    static String plain() {
        List<String> dissolved = tagged("dissolved");
        List<String> plain =
                tagged(PLAIN).stream().filter(id -> !dissolved.contains(id)).toList();
        return plain.get(OF_BATCHES + take(PLAIN));
    }

    /** The tax id of a company with a tag; another one each time. */
    static String next(String tag) {
        return tagged(tag).get(take(tag));
    }

    /** A valid tax id that no register knows; another one each time. */
    static String unknown() {
        return UNKNOWN_TO_EVERY_REGISTER.get(take(UNKNOWN));
    }

    /** Tax ids of plain companies, the same ones each time; for tenants that a test has for itself. */
    static List<String> ofBatches(int count) {
        return tagged(PLAIN).subList(0, Math.min(count, OF_BATCHES));
    }

    static List<String> tagged(String tag) {
        return SharedSystem.get().simulator().tagged(tag).stream()
                .filter(id -> id.length() == 14)
                .toList();
    }

    /** A company of any country with a tag, as the simulator's catalogue shows it: {@code taxId, vat, lei, name}; another one each time. */
    static JsonNode party(String country, String tag) throws Exception {
        String address = "%s/_catalogue?type=company&limit=1&country=%s&tag=%s&offset=%d"
                .formatted(SharedSystem.get().simulator().url(), country, tag, take(country + '/' + tag));
        return SharedSystem.client().fetch(address).path(0);
    }

    private static int take(String tag) {
        return TAKEN.merge(tag, 1, Integer::sum) - 1;
    }
}
