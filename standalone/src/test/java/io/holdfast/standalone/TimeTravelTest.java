package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.standalone.Http.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an order or a stock item looked like is what it looks like as of then, for ever. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Isolated
class TimeTravelTest {

    @TempDir
    static Path data;

    static Service service;
    static Http http;

    @BeforeAll
    static void start() {
        service = new Service(data);
        http = service.http();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /** What a GET answered, and the position at which it did. */
    private record Sight(long position, Answer order, Answer item) {}

    /** A request, and what of the item is reserved and picked when everything that follows from it has happened. */
    private record Change(Callable<Answer> request, String held) {}

    @Test
    void at_each_position_order_and_item_are_shown_as_they_were_then() throws Exception {
        var sku = service.stock(10);
        var order = service.order(sku, 5);
        var item = "/inventory/" + sku;
        var changes = List.of(
                new Change(() -> http.put("/orders/" + order + "/lines/" + sku, "{\"quantity\":4}"), "4+0"),
                new Change(
                        () -> http.post(
                                "/orders/" + order + "/shipments",
                                "{\"lines\":[{\"sku\":\"" + sku + "\",\"quantity\":1}]}"),
                        "3+0"),
                new Change(() -> http.post(item + "/receipts", "{\"quantity\":3}"), "3+0"),
                new Change(() -> http.delete(item + "?whenReserved=recall"), "3+0"),
                new Change(() -> http.post("/orders/" + order + "/cancellation", "{}"), "gone"),
                new Change(() -> http.post("/inventory", "{\"sku\":\"" + sku + "\"}"), "0+0"));
        var sights = new ArrayList<>(List.of(sight(order, item)));
        for (var change : changes) {
            assertThat(change.request().call().status()).isBetween(200, 202);
            await().untilAsserted(() -> assertThat(held(http.get(item))).isEqualTo(change.held()));
            sights.add(sight(order, item));
        }
        assertThat(sights).extracting(seen -> seen.item().status()).contains(200, 410);
        for (var seen : sights) {
            assertSame(http.get("/orders/" + order + "?atPosition=" + seen.position()), seen.order(), seen);
            assertSame(http.get(item + "?atPosition=" + seen.position()), seen.item(), seen);
        }
    }

    private static String held(Answer item) {
        return item.status() == 410
                ? "gone"
                : item.at("/reserved").asLong() + "+" + item.at("/picked").asLong();
    }

    private static Sight sight(String order, String item) {
        return new Sight(service.events(), http.get("/orders/" + order), http.get(item));
    }

    private static void assertSame(Answer then, Answer now, Sight seen) {
        assertThat(then.status()).isEqualTo(now.status());
        assertThat(then.header("ETag")).isEqualTo(now.header("ETag"));
        assertThat(then.header("Holdfast-Position")).isEqualTo(String.valueOf(seen.position()));
        assertThat(now.header("Holdfast-Position")).isEmpty();
        assertThat(withoutRequest(then)).isEqualTo(withoutRequest(now));
    }

    private static String withoutRequest(Answer answer) {
        return answer.text().replaceAll("\"correlationId\":\"[^\"]*\"", "");
    }

    @Test
    void what_was_not_there_yet_is_not_found_at_that_position() {
        long before = service.events();
        var sku = service.stock(10);
        var order = service.order(sku, 1);
        for (var path : List.of("/inventory/" + sku, "/orders/" + order)) {
            var answer = http.get(path + "?atPosition=" + before);
            assertThat(answer.problem()).isEqualTo("not-found");
            assertThat(answer.at("/position").asLong(-1)).isEqualTo(before);
            assertThat(answer.at("/detail").asString())
                    .startsWith("There was no ")
                    .endsWith(" at position " + before + ".");
            assertThat(answer.header("Holdfast-Position")).isEqualTo(String.valueOf(before));
            assertThat(http.get(path + "?atPosition=0").status()).isEqualTo(404);
            assertThat(http.get(path + "?asOf=1999-12-31T23:59:59Z").header("Holdfast-Position"))
                    .isEqualTo("0");
        }
    }

    @Test
    void a_time_is_one_position_for_every_stream() {
        var sku = service.stock(10);
        var order = service.order(sku, 1);
        for (int i = 0; i < 5; i++) {
            http.post("/inventory/" + sku + "/receipts", "{\"quantity\":1}");
        }
        for (var time : times()) {
            long last = service.database()
                    .sql("select max(position) from ledger where recorded_at <= ?")
                    .param(time)
                    .query(Long.class)
                    .single();
            var item = http.get("/inventory/" + sku + "?asOf=" + time);
            assertThat(item.header("Holdfast-Position")).as(time).isEqualTo(String.valueOf(last));
            assertThat(http.get("/orders/" + order + "?asOf=" + time).header("Holdfast-Position"))
                    .isEqualTo(item.header("Holdfast-Position"));
            assertSameAnswer(item, http.get("/inventory/" + sku + "?atPosition=" + last));
        }
    }

    private static void assertSameAnswer(Answer one, Answer other) {
        assertThat(one.status()).isEqualTo(other.status());
        assertThat(withoutRequest(one)).isEqualTo(withoutRequest(other));
    }

    @Test
    void a_clock_that_jumps_back_does_not_put_one_stream_before_another() {
        var sku = service.stock(10);
        var clock = GenericEventMessage.clock;
        try {
            var past = Instant.now().minus(Duration.ofDays(400)).truncatedTo(ChronoUnit.MILLIS);
            GenericEventMessage.clock = Clock.fixed(past, ZoneOffset.UTC);
            var order = service.order(sku, 3);
            var item = http.get("/inventory/" + sku + "?asOf=" + past);
            assertThat(item.at("/reserved").asLong()).isEqualTo(3);
            assertThat(http.get("/orders/" + order + "?asOf=" + past).header("Holdfast-Position"))
                    .isEqualTo(item.header("Holdfast-Position"));
            assertThat(http.get("/inventory/" + sku + "?asOf=" + past.minusMillis(1))
                            .status())
                    .as("a millisecond earlier nothing counts")
                    .isEqualTo(404);
        } finally {
            GenericEventMessage.clock = clock;
        }
    }

    @Test
    void a_version_older_than_the_snapshot_is_added_up_from_the_beginning() {
        var sku = service.stock(0);
        var start = service.events();
        service.receive(sku, 1_200);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> service.database()
                                .sql("select count(*) from snapshots where stream_id = ?")
                                .param("stock-" + sku + "@main")
                                .query(Long.class)
                                .single()
                        > 0);
        for (int received : List.of(0, 1, 499, 500, 1_000, 1_200)) {
            var item = http.get("/inventory/" + sku + "?atPosition=" + (start + received));
            assertThat(item.at("/onHand").asLong(-1)).isEqualTo(received);
            assertThat(item.header("ETag")).isEqualTo("\"" + received + "\"");
        }
    }

    @Test
    void the_past_does_not_change_and_may_be_kept() {
        var sku = service.stock(1);
        var path = "/inventory/" + sku + "?atPosition=" + service.events();
        var first = http.get(path);
        http.post("/inventory/" + sku + "/receipts", "{\"quantity\":1}");
        var again = http.send(
                http.request(path).header("If-None-Match", first.header("ETag")).GET());
        assertThat(again.status()).isEqualTo(304);
    }

    @Test
    void two_moments_at_once_are_refused_and_both_are_named() {
        for (var path : paths()) {
            var answer = http.get(path + "?asOf=2026-03-03T12:00:00Z&atPosition=1");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(pointers(answer)).containsExactly("?asOf", "?atPosition");
        }
    }

    @Test
    void what_is_still_to_come_is_refused_because_the_answer_could_change() {
        for (var path : paths()) {
            var future = http.get(path + "?asOf=" + Instant.now().plusSeconds(60));
            assertThat(future.status()).isEqualTo(400);
            assertThat(future.at("/errors/0/message").asString()).startsWith("is in the future: here it is 20");
            long head = service.events();
            var behind = http.get(path + "?atPosition=" + (head + 1));
            assertThat(behind.status()).isEqualTo(400);
            assertThat(behind.at("/errors/0/message").asString())
                    .isEqualTo("is behind the end of the ledger, which is at " + head);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "asOf=yesterday",
                "asOf=2026-02-30T00:00:00Z",
                "asOf=2026-03-03",
                "asOf=%00",
                "asOf=",
                "atPosition=-1",
                "atPosition=x",
                "atPosition=99999999999999999999",
                "atPosition=1.5",
                "asof=2026-03-03T12:00:00Z"
            })
    void a_moment_that_is_none_is_refused_and_named(String query) {
        for (var path : paths()) {
            var answer = http.get(path + "?" + query);
            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            assertThat(pointers(answer)).containsExactly("?" + query.replaceAll("=.*", ""));
        }
    }

    @Test
    void a_write_has_no_moment() {
        var answer = http.send(http.request("/inventory/TEA-1/receipts?atPosition=1")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"quantity\":1}")));
        assertThat(pointers(answer)).containsExactly("?atPosition");
    }

    private static List<String> paths() {
        return List.of("/inventory/TEA-1", "/orders/order-1");
    }

    private static List<String> pointers(Answer answer) {
        return answer.at("/errors")
                .valueStream()
                .map(error -> error.path("pointer").asString())
                .toList();
    }

    /** The times of the last events, each once. */
    private static List<String> times() {
        return service
                .database()
                .sql("select recorded_at from ledger order by position desc fetch first 20 rows only")
                .query((row, index) -> row.getString(1))
                .list()
                .stream()
                .distinct()
                .toList();
    }
}
