package io.freshet.gateway.marketplace.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.gateway.paging.Page;
import io.freshet.gateway.paging.PageRequest;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CatalogueListTest {

    @Test
    void shouldShowEachItemOnce() {
        List<String> all = List.of("a", "b", "c");
        Page<String> first = page(all, new PageRequest(2, null));
        Page<String> second = page(all, new PageRequest(2, first.next()));
        assertThat(first.items()).containsExactly("a", "b");
        assertThat(second.items()).containsExactly("c");
        assertThat(second.next()).isNull();
    }

    @Test
    void shouldGoOnAfterTheSameItemWhenOthersWereAdded() {
        Page<String> first = page(List.of("a", "b", "c"), new PageRequest(2, null));
        assertThat(page(List.of("new", "a", "b", "c"), new PageRequest(2, first.next()))
                        .items())
                .containsExactly("c");
    }

    @Test
    void shouldGoOnAtTheSamePlaceWhenTheItemHasGone() {
        Page<String> first = page(List.of("a", "b", "c", "d"), new PageRequest(2, null));
        assertThat(page(List.of("a", "x", "c", "d"), new PageRequest(2, first.next()))
                        .items())
                .containsExactly("c", "d");
        assertThat(page(List.of("a"), new PageRequest(2, first.next())).items()).isEmpty();
    }

    private static Page<String> page(List<String> all, PageRequest request) {
        return CatalogueList.page(all, request, Function.identity());
    }
}
