package io.freshet.gateway.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.gateway.refresh.KnownRoot;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** What of a known root travels with a command. */
final class KnownRoots {

    /** Half of what a broker takes by default; the entity's own data travels in the same record. */
    private static final int MOST_BYTES = 512 * 1024;

    /** What the ownership stage reads of a profile. */
    private static final List<String> OF_OWNERSHIP = List.of("fullName", "taxId", "shareholders");

    private KnownRoots() {}

    /** Whether it fits into a record beside the rest. */
    static boolean fits(KnownRoot known) {
        return Stream.of(known.profile(), known.providerDocuments())
                        .filter(node -> node != null)
                        .mapToLong(node -> String.valueOf(node).getBytes(StandardCharsets.UTF_8).length)
                        .sum()
                <= MOST_BYTES;
    }

    /** The same without what only the rules would read. */
    static KnownRoot forOwnershipAlone(KnownRoot known) {
        JsonNode profile = known.profile();
        return new KnownRoot(
                known.sources(),
                profile instanceof ObjectNode object ? object.deepCopy().retain(OF_OWNERSHIP) : profile,
                null,
                null,
                known.at());
    }
}
