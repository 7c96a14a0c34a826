package io.freshet.enrichment.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.enrichment.Answer;
import io.freshet.enrichment.catalogue.Pages;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Collects the items of all pages in the document of the first one. */
final class Paging {

    private static final int MOST_PAGES = 10;

    private final Pages pages;
    private final JsonPointer items;
    private final JsonPointer total;

    Paging(Pages pages) {
        this.pages = pages;
        this.items = pointer(pages.items());
        this.total = pointer(pages.total());
    }

    /** Asks for a page by its path and query. */
    @FunctionalInterface
    interface Source {
        Answer page(String target) throws InterruptedException;
    }

    /**
     * The first answer with the items of the others. When there are more than ten pages, one is not like the first, or they
     * end before the total, what was collected has {@code "truncated": true}. A page that fails is the answer.
     */
    Answer collect(String target, Source source) throws InterruptedException {
        Answer first = source.page(target);
        if (!(first instanceof Answer.Found found)
                || !(found.document() instanceof ObjectNode document)
                || !(document.at(items) instanceof ArrayNode collected)) {
            return first;
        }
        int last = collected.size();
        for (int page = 1; goesOn(document, collected, last); page++) {
            if (page == MOST_PAGES) {
                document.put("truncated", true);
                return first;
            }
            Answer next = source.page(targetOf(target, page, collected.size()));
            switch (next) {
                case Answer.Found more
                when more.document().at(items) instanceof ArrayNode added -> {
                    collected.addAll(added);
                    last = added.size();
                }
                case Answer.Found other -> last = cut(document);
                case Answer.NotFound none -> last = cut(document);
                case Answer.Throttled _,
                        Answer.Unavailable _,
                        Answer.Rejected _,
                        Answer.Unmappable _,
                        Answer.NotCalled _ -> {
                    return next;
                }
            }
        }
        if (collected.size() < document.at(total).asLong()) {
            cut(document);
        }
        return first;
    }

    private static int cut(ObjectNode document) {
        document.put("truncated", true);
        return 0;
    }

    /** Where the total is missing, a page that is full may have one behind it. */
    private boolean goesOn(ObjectNode document, ArrayNode collected, int last) {
        JsonNode count = document.at(total);
        boolean known = count.isIntegralNumber();
        return last > 0 && (known ? collected.size() < count.asLong() : last >= pages.size());
    }

    private String targetOf(String target, int page, int collected) {
        String name = URLEncoder.encode(pages.parameter(), StandardCharsets.UTF_8);
        return target + (target.contains("?") ? '&' : '?') + name + '=' + pages.valueAt(page, collected);
    }

    private static JsonPointer pointer(String dotted) {
        return JsonPointer.compile("/" + dotted.replace('.', '/'));
    }
}
