package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.standalone.Http.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Who did what to an order or a stock item, on whose behalf, and what it changed. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HistoryTest {

    @TempDir
    static Path data;

    static Service service;
    static Http http;
    static String sku;
    static String order;
    static Answer received;

    /** An item that is filled, promised, shipped in part, recalled and gone, and the order that did it. */
    @BeforeAll
    static void start() {
        service = new Service(data);
        http = service.http();
        sku = service.stock(10);
        received = http.send(http.request("/inventory/" + sku + "/receipts")
                .header("Content-Type", "application/json")
                .header("Holdfast-Actor", "ann")
                .header("Idempotency-Key", "\"receipt-1\"")
                .POST(BodyPublishers.ofString("{\"quantity\":5}")));
        order = service.order(sku, 4);
        http.post("/orders/" + order + "/shipments", "{\"lines\":[{\"sku\":\"" + sku + "\",\"quantity\":1}]}");
        await().until(() -> types("/inventory/" + sku + "/history").contains("StockDispatched"));
        http.delete("/inventory/" + sku + "?whenReserved=recall");
        http.post("/orders/" + order + "/cancellation", "{\"reason\":\"no more\"}");
        await().until(() -> http.get("/inventory/" + sku).status() == 410);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"item", "order"})
    void every_event_is_told_as_it_is_stored(String what) {
        var stream = what.equals("item") ? "stock-" + sku + "@main" : order;
        var rows = service.database()
                .sql("select * from ledger where stream_id = ? order by stream_version")
                .param(stream)
                .query()
                .listOfRows();
        var told = items(path(what));
        assertThat(told).hasSameSizeAs(rows).hasSizeGreaterThan(2);
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            var event = told.get(i);
            assertThat(event.path("version").asLong()).isEqualTo(row.get("stream_version"));
            assertThat(event.path("position").asLong()).isEqualTo(row.get("position"));
            assertThat(event.path("id").asString()).isEqualTo(row.get("event_id"));
            assertThat(event.path("stream").asString()).isEqualTo(stream);
            assertThat(event.path("type").asString()).isEqualTo(row.get("event_type"));
            assertThat(event.path("at").asString()).isEqualTo(row.get("recorded_at"));
            assertThat(event.path("hash").asString()).isEqualTo(row.get("hash"));
            assertThat(event.path("data").toString()).isEqualTo(row.get("payload"));
            assertThat(event.path("summary").asString()).isNotBlank();
        }
    }

    @Test
    void it_says_on_whose_behalf_and_in_which_operation_and_request() {
        var event = items(path("item")).get(1);
        assertThat(event.path("by").asString()).isEqualTo("ann");
        assertThat(event.path("operation").asString()).isEqualTo("receipt-1");
        assertThat(event.path("correlation").asString()).isEqualTo(received.header("Correlation-Id"));
        assertThat(event.path("causation").asString()).isNotBlank();
        assertThat(event.path("summary").asString()).isEqualTo("5 of " + sku + " at main arrived.");
    }

    @Test
    void it_says_field_by_field_what_changed() {
        var item = items(path("item"));
        assertThat(changes(item.get(0))).contains("/status: -> \"ACTIVE\"", "/onHand: -> 10");
        assertThat(changes(item.get(1))).containsExactly("/onHand:10 -> 15", "/available:10 -> 15");
        assertThat(changes(item.get(2)))
                .containsExactly(
                        "/reserved:0 -> 4",
                        "/available:15 -> 11",
                        "/reservations/0: -> {\"orderId\":\"%s\",\"quantity\":4}".formatted(order));
        assertThat(changes(item.getLast())).contains("/status:\"DELETING\" -> \"DELETED\"", "/onHand:14 -> ");
        assertThat(changes(items(path("order")).getLast()))
                .contains("/status:\"OPEN\" -> \"CANCELLED\"", "/reason: -> \"no more\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"item", "order"})
    void what_it_says_that_changed_is_what_a_look_before_and_after_shows(String what) {
        var path = path(what).replace("/history", "");
        for (var event : items(path(what))) {
            long position = event.path("position").asLong();
            var before = http.get(path + "?atPosition=" + (position - 1));
            var after = http.get(path + "?atPosition=" + position);
            if (before.status() == 200 && after.status() == 200) {
                assertThat(event.path("changes").isEmpty()).isFalse();
                for (var change : event.path("changes")) {
                    var field = change.path("field").asString();
                    assertThat(change.path("before")).isEqualTo(before.at(field));
                    assertThat(change.path("after")).isEqualTo(after.at(field));
                }
                for (var field : List.of("/status", "/onHand", "/reserved", "/picked", "/available", "/reason")) {
                    assertThat(changes(event).stream().anyMatch(change -> change.startsWith(field + ":")))
                            .as("%s at %d", field, position)
                            .isEqualTo(!before.at(field).equals(after.at(field)));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 500})
    void pages_together_are_the_whole(int limit) {
        var whole = items(path("item"));
        var seen = new ArrayList<JsonNode>();
        for (var next = path("item") + "?limit=" + limit; !next.isEmpty(); ) {
            var page = http.get(next);
            assertThat(page.at("/items").size()).isBetween(1, limit);
            page.at("/items").forEach(seen::add);
            next = page.at("/next").asString("");
        }
        assertThat(seen).isEqualTo(whole);
        assertThat(http.get(path("item") + "?after=" + whole.size())
                        .at("/items")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void what_never_was_has_no_history() {
        for (var path : List.of(
                "/inventory/NOTHING/history",
                "/inventory/" + sku + "/history?location=elsewhere",
                "/orders/order-1/history")) {
            assertThat(http.get(path).problem()).as(path).isEqualTo("not-found");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/orders/1/history",
                "/inventory/a%00b/history",
                "/inventory/A/history?after=-1",
                "/inventory/A/history?limit=0",
                "/inventory/A/history?limit=501",
                "/inventory/A/history?asOf=2026-03-03T12:00:00Z",
                "/orders/order-1/history?location=main"
            })
    void what_is_no_question_is_refused(String path) {
        assertThat(http.get(path).problem()).isEqualTo("invalid-request");
    }

    @Test
    void the_command_line_prints_it_without_the_service(@TempDir Path folder) {
        String item;
        try (var other = new Service(folder)) {
            item = other.stock(10);
            other.http().post("/inventory/" + item + "/receipts", "{\"quantity\":5}");
            other.order(item, 2);
        }
        var result = AuditProgram.run(folder, "history", item);
        assertThat(result.code()).as(result.text()).isZero();
        assertThat(result.text().lines())
                .startsWith("stock-" + item + "@main")
                .contains("   5 of " + item + " at main arrived.", "     /onHand: 10 -> 15", "     /reserved: 0 -> 2")
                .anyMatch(line -> line.matches("1  20\\S+Z  StockReceived  by anonymous"))
                .anyMatch(line -> line.matches("   position 2, request \\S{36}, caused by \\S{36}"));
        assertThat(AuditProgram.run(folder, "history", "NOTHING"))
                .isEqualTo(new AuditProgram.Result(2, "There is no stock-NOTHING@main.\n"));
        assertThat(AuditProgram.run(folder, "history", "a b"))
                .isEqualTo(new AuditProgram.Result(2, "Not a stock item: a b at main\n"));
    }

    private static String path(String what) {
        return what.equals("item") ? "/inventory/" + sku + "/history" : "/orders/" + order + "/history";
    }

    private static List<JsonNode> items(String path) {
        var answer = http.get(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.at("/items").valueStream().toList();
    }

    private static List<String> types(String path) {
        return items(path).stream().map(event -> event.path("type").asString()).toList();
    }

    private static List<String> changes(JsonNode event) {
        return event.path("changes")
                .valueStream()
                .map(change -> change.path("field").asString() + ":" + words(change.path("before")) + " -> "
                        + words(change.path("after")))
                .toList();
    }

    private static String words(JsonNode value) {
        return value.isMissingNode() ? "" : value.toString();
    }
}
