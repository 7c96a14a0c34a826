package io.freshet.enrichment.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.enrichment.Answer;
import io.freshet.enrichment.catalogue.Pages;
import io.freshet.enrichment.catalogue.Pages.Counted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PagingTest {

    private static final Pages BY_ITEMS = new Pages("items", "total", Counted.ITEMS, "start_index", 0, 2);
    private static final Pages BY_PAGES = new Pages("data", "meta.total", Counted.PAGES, "page[number]", 1, 2);

    private final List<String> asked = new ArrayList<>();

    @Test
    void shouldCountItems() throws Exception {
        Answer answer = collect(BY_ITEMS, "/x?a=1", items(5, 1, 2), items(5, 3, 4), items(5, 5));
        assertThat(asked).containsExactly("/x?a=1", "/x?a=1&start_index=2", "/x?a=1&start_index=4");
        assertThat(document(answer).path("items")).hasSize(5);
        assertThat(document(answer).has("truncated")).isFalse();
    }

    @Test
    void shouldCountPages() throws Exception {
        ObjectNode first = JsonNodeFactory.instance.objectNode();
        first.putArray("data").add(1).add(2);
        first.putObject("meta").put("total", 3);
        ObjectNode second = JsonNodeFactory.instance.objectNode();
        second.putArray("data").add(3);
        Answer answer = collect(BY_PAGES, "/x", first, second);
        assertThat(asked).containsExactly("/x", "/x?page%5Bnumber%5D=2");
        assertThat(document(answer).path("data")).hasSize(3);
    }

    @Test
    void shouldSayWhatIsCutAfterTenPages() throws Exception {
        ObjectNode[] pages = new ObjectNode[12];
        for (int i = 0; i < pages.length; i++) {
            pages[i] = items(100, 2 * i, 2 * i + 1);
        }
        Answer answer = collect(BY_ITEMS, "/x", pages);
        assertThat(asked).hasSize(10);
        assertThat(document(answer).path("items")).hasSize(20);
        assertThat(document(answer).path("truncated").asBoolean()).isTrue();
    }

    @Test
    void shouldSayThatItIsCutWhenALaterPageIsNotLikeTheFirst() throws Exception {
        Answer answer = collect(BY_ITEMS, "/x", items(5, 1, 2), JsonNodeFactory.instance.objectNode());
        assertThat(document(answer).path("items")).hasSize(2);
        assertThat(document(answer).path("truncated").asBoolean()).isTrue();
    }

    @Test
    void shouldFailWhenALaterPageFails() throws Exception {
        Answer later = new Answer.Throttled(Duration.ofSeconds(1));
        Answer answer = new Paging(BY_ITEMS)
                .collect("/x", target -> asked.add(target) && asked.size() == 1 ? found(items(5, 1, 2)) : later);
        assertThat(answer).isEqualTo(later);
    }

    @Test
    void shouldAskNoFurtherWhenThereIsNoList() throws Exception {
        for (JsonNode nothing :
                List.of(JsonNodeFactory.instance.textNode("x"), JsonNodeFactory.instance.objectNode())) {
            ObjectNode document = JsonNodeFactory.instance.objectNode().put("total", 9);
            document.set("items", nothing);
            asked.clear();
            assertThat(document(collect(BY_ITEMS, "/x", document))).isEqualTo(document);
            assertThat(asked).hasSize(1);
        }
    }

    private Answer collect(Pages pages, String target, ObjectNode... documents) throws InterruptedException {
        return new Paging(pages).collect(target, asking -> {
            asked.add(asking);
            return found(documents[asked.size() - 1]);
        });
    }

    private static ObjectNode items(int total, int... numbers) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("total", total);
        ArrayNode items = document.putArray("items");
        for (int number : numbers) {
            items.addAll(List.of(JsonNodeFactory.instance.pojoNode(Map.of("n", number))));
        }
        return document;
    }

    private static Answer found(JsonNode document) {
        return new Answer.Found(document, Instant.EPOCH);
    }

    private static JsonNode document(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Found.class);
        return ((Answer.Found) answer).document();
    }
}
