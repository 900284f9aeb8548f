package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.standalone.Http.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever follows {@code next} sees everything that was there when it began, once, whatever others do meanwhile. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ListsTest {

    static final int ROWS = 60;

    /** What each of the others does at most: a list that grows faster than its pages are read has no end. */
    static final int MOST = 150;

    @TempDir
    static Path data;

    static Service service;
    static Http http;
    static List<String> skus;
    static List<String> orders;

    @BeforeAll
    static void start() {
        service = new Service(data);
        http = service.http();
        skus = IntStream.range(0, ROWS)
                .mapToObj("M-%03d"::formatted)
                .peek(sku -> http.post("/inventory", "{\"sku\":\"%s\",\"onHand\":100000}".formatted(sku)))
                .toList();
        orders = skus.stream().map(sku -> service.order(sku, 1)).toList();
        await().untilAsserted(() ->
                assertThat(ids(http.get("/orders?limit=500"), "/orderId")).containsAll(orders));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 60})
    void items_are_seen_once_while_others_are_added_before_and_behind(int limit) throws Exception {
        var seen = whileOthers(ListsTest::register, () -> follow("/inventory?location=main&limit=" + limit, "/sku"));
        assertThat(seen).doesNotHaveDuplicates().isSorted();
        assertThat(seen.stream().filter(sku -> sku.startsWith("M-"))).containsExactlyElementsOf(skus);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 60})
    void orders_are_seen_once_while_others_are_placed(int limit) throws Exception {
        var seen = whileOthers(
                () -> service.order(skus.getFirst(), 1), () -> follow("/orders?limit=" + limit, "/orderId"));
        assertThat(seen).doesNotHaveDuplicates().isSorted().containsAll(orders);
    }

    @Test
    void a_filter_goes_along_with_the_next_link() {
        for (var filter : List.of("status=OPEN&sku=M-030", "sku=M-030&status=OPEN")) {
            assertThat(follow("/orders?" + filter + "&limit=1", "/orderId")).containsExactly(orders.get(30));
        }
        assertThat(follow("/inventory?skuPrefix=M-01&status=ACTIVE&limit=3", "/sku"))
                .containsExactlyElementsOf(skus.subList(10, 20));
    }

    @Test
    void the_next_page_is_in_the_body_and_in_the_link_header_until_there_is_none() {
        var first = http.get("/inventory?skuPrefix=M-01&limit=9");
        assertThat(first.at("/next").asString()).isEqualTo("/inventory?skuPrefix=M-01&limit=9&after=M-018@main");
        assertThat(first.header("Link")).isEqualTo("<" + first.at("/next").asString() + ">; rel=\"next\"");
        assertThat(http.get("/inventory?skuPrefix=M-01&limit=5&%61fter=M-009@main")
                        .at("/next")
                        .asString())
                .isEqualTo("/inventory?skuPrefix=M-01&limit=5&after=M-014@main");
        var last = http.get(first.at("/next").asString());
        assertThat(ids(last, "/sku")).containsExactly("M-019");
        assertThat(last.json().has("next")).isFalse();
        assertThat(last.header("Link")).isEmpty();
        assertThat(http.get("/inventory?skuPrefix=M-01&limit=10").json().has("next"))
                .as("a page that is just full is the last one")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit", "status", "after", "location", "skuPrefix"})
    void a_parameter_without_a_value_is_refused_and_named(String name) {
        for (var query : List.of(name, name + "=")) {
            var answer = http.get("/inventory?" + query);
            assertThat(answer.status()).as(query).isEqualTo(400);
            assertThat(answer.at("/errors/0/pointer").asString()).isEqualTo("?" + name);
        }
    }

    private static void register() {
        var letter = (char) ('A' + ThreadLocalRandom.current().nextInt(26));
        var sku = letter + "-%x".formatted(ThreadLocalRandom.current().nextLong());
        http.post("/inventory", "{\"sku\":\"%s\"}".formatted(sku.startsWith("M-") ? "N" + sku : sku));
    }

    /** What was asked for, while two others keep doing something. */
    private static <T> T whileOthers(Runnable something, Callable<T> asked) throws Exception {
        var over = new AtomicBoolean();
        var others = IntStream.range(0, 2)
                .mapToObj(i -> Thread.ofVirtual().start(() -> {
                    for (int n = 0; n < MOST && !over.get(); n++) {
                        something.run();
                    }
                }))
                .toList();
        try {
            return asked.call();
        } finally {
            over.set(true);
            for (var other : others) {
                other.join();
            }
        }
    }

    /** All pages from here on. */
    private static List<String> follow(String path, String id) {
        var seen = new ArrayList<String>();
        for (var next = path; !next.isEmpty(); ) {
            var page = http.get(next);
            assertThat(page.status()).as(page.text()).isEqualTo(200);
            seen.addAll(ids(page, id));
            next = page.at("/next").asString("");
        }
        return seen;
    }

    private static List<String> ids(Answer page, String id) {
        return page.at("/items")
                .valueStream()
                .map(item -> item.at(id).asString())
                .toList();
    }
}
