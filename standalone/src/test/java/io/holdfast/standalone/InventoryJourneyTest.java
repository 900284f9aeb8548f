package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.standalone.Http.Answer;
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
import tools.jackson.databind.json.JsonMapper;

/** What a warehouse does with stock items, over HTTP. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class InventoryJourneyTest {

    @TempDir
    static Path data;

    static Service service;
    static Http http;

    @BeforeAll
    static void start() {
        // Holds that no order explains stay for the whole test.
        service = new Service(data, "--holdfast.orders.reconcile-after=1h");
        http = service.http();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void an_item_is_registered_once() {
        var body = "{\"sku\":\"ONCE\",\"name\":\"Tea\",\"onHand\":10}";
        var created = http.post("/inventory", body);
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo("/inventory/ONCE");
        assertThat(created.header("ETag")).isEqualTo("\"0\"");
        assertThat(created.header("Content-Type")).isEqualTo("application/json");
        assertThat(created.json()).isEqualTo(json("""
                        {"sku":"ONCE","location":"main","name":"Tea","status":"ACTIVE","onHand":10,"reserved":0,
                         "picked":0,"available":10,"version":0,"reservations":[],"picks":[]}
                        """));
        assertThat(http.get("/inventory/ONCE").json()).isEqualTo(created.json());

        var again = http.post("/inventory", body);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(again.json()).isEqualTo(json("""
                        {"type":"/problems/already-exists","title":"Already exists","status":409,
                         "detail":"ONCE at main exists already.","instance":"/inventory",
                         "message":"Conflict: ONCE at main exists already.","retry":"NEVER",
                         "sku":"ONCE","location":"main","existing":"/inventory/ONCE","correlationId":"%s"}
                        """.formatted(again.header("Correlation-Id"))));
    }

    @Test
    void only_a_sku_is_required() {
        var created = http.post("/inventory", "{\"sku\":\"BARE\"}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.at("/onHand").asLong()).isZero();
        assertThat(created.json().has("name")).isFalse();
    }

    @Test
    void the_same_sku_at_another_location_is_another_item() {
        http.post("/inventory", "{\"sku\":\"TWICE\",\"onHand\":1}");
        var north = http.post("/inventory", "{\"sku\":\"TWICE\",\"location\":\"north\",\"onHand\":2}");
        assertThat(north.header("Location")).isEqualTo("/inventory/TWICE?location=north");
        assertThat(http.get("/inventory/TWICE").at("/onHand").asLong()).isEqualTo(1);
        assertThat(http.get("/inventory/TWICE?location=north").at("/onHand").asLong())
                .isEqualTo(2);
    }

    @Test
    void a_read_sees_every_write_that_was_answered() {
        var sku = service.stock(0);
        for (int receipt = 1; receipt <= 150; receipt++) {
            var written = http.post("/inventory/" + sku + "/receipts", "{\"quantity\":2}");
            var read = http.get("/inventory/" + sku);
            assertThat(read.at("/onHand").asLong()).isEqualTo(2L * receipt);
            assertThat(read.header("ETag")).isEqualTo("\"" + receipt + "\"").isEqualTo(written.header("ETag"));
        }
    }

    @Test
    void a_read_of_what_the_caller_has_already_is_not_repeated() {
        var sku = service.stock(1);
        var request = http.request("/inventory/" + sku).header("If-None-Match", "\"0\"");
        assertThat(http.send(request).status()).isEqualTo(304);
        http.post("/inventory/" + sku + "/receipts", "{\"quantity\":1}");
        assertThat(http.send(request).status()).isEqualTo(200);
    }

    @Test
    void what_is_counted_replaces_the_books() {
        var sku = service.stock(10);
        var damaged = http.post("/inventory/" + sku + "/adjustments", "{\"delta\":-2,\"reason\":\"damaged\"}");
        assertThat(damaged.status()).isEqualTo(200);
        assertThat(damaged.at("/onHand").asLong()).isEqualTo(8);
        var counted = http.post("/inventory/" + sku + "/adjustments", "{\"counted\":17,\"reason\":\"cycle count\"}");
        assertThat(counted.at("/onHand").asLong()).isEqualTo(17);
        assertThat(service.events("stock-" + sku + "@main"))
                .containsExactly("StockItemRegistered", "StockAdjusted", "StockAdjusted");
    }

    @Test
    void an_order_side_reserves_picks_and_dispatches() {
        var sku = service.stock(10);
        var item = "/inventory/" + sku;
        var reserved = http.put(item + "/reservations/order-1", "{\"quantity\":3}");
        assertThat(reserved.status()).isEqualTo(200);
        assertThat(reserved.at("/reservations").toString()).isEqualTo("[{\"orderId\":\"order-1\",\"quantity\":3}]");
        assertThat(http.put(item + "/reservations/order-1", "{\"quantity\":3}").header("ETag"))
                .as("asking twice changes nothing")
                .isEqualTo(reserved.header("ETag"));

        var picked = http.put(item + "/picks/shipment-1", "{\"orderId\":\"order-1\",\"quantity\":2}");
        assertThat(picked.status()).isEqualTo(200);
        assertThat(picked.at("/picks").toString())
                .isEqualTo("[{\"shipmentId\":\"shipment-1\",\"orderId\":\"order-1\",\"quantity\":2}]");
        assertThat(http.delete(item + "/picks/shipment-1").status()).isEqualTo(204);
        assertThat(http.get(item).at("/reserved").asLong()).isEqualTo(3);

        http.put(item + "/picks/shipment-2", "{\"orderId\":\"order-1\",\"quantity\":2}");
        var dispatched = http.post(item + "/picks/shipment-2/dispatch", null);
        assertThat(dispatched.status()).isEqualTo(200);
        assertThat(dispatched.at("/onHand").asLong()).isEqualTo(8);

        var released = http.delete(item + "/reservations/order-1");
        assertThat(released.status()).isEqualTo(204);
        assertThat(released.header("ETag")).isEqualTo("\"6\"");
        assertThat(http.get(item).at("/available").asLong()).isEqualTo(8);
        assertThat(http.post(item + "/picks/shipment-2/dispatch", null).problem())
                .isEqualTo("illegal-transition");
    }

    @Test
    void deleting_names_every_holder_and_recall_waits_for_the_last_one() {
        var sku = service.stock(10);
        var item = "/inventory/" + sku;
        http.put(item + "/reservations/order-1", "{\"quantity\":3}");
        http.put(item + "/reservations/order-2", "{\"quantity\":4}");

        var refused = http.delete(item);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("stock-held");
        assertThat(refused.at("/blockerCount").asInt()).isEqualTo(2);
        assertThat(refused.at("/blockers/1/id").asString()).isEqualTo("order-2");
        assertThat(refused.at("/blockers/1/quantity").asLong()).isEqualTo(4);

        var recalled = http.delete(item + "?whenReserved=recall");
        assertThat(recalled.status()).isEqualTo(202);
        assertThat(recalled.at("/status").asString()).isEqualTo("DELETING");
        assertThat(http.put(item + "/reservations/order-3", "{\"quantity\":1}").problem())
                .isEqualTo("stock-being-deleted");
        assertThat(http.post(item + "/receipts", "{\"quantity\":1}").problem()).isEqualTo("stock-being-deleted");

        http.delete(item + "/reservations/order-1");
        assertThat(http.get(item).status()).isEqualTo(200);
        http.delete(item + "/reservations/order-2");
        assertGone(http.get(item));
        assertThat(http.post(item + "/receipts", "{\"quantity\":1}").problem()).isEqualTo("stock-deleted");

        var again = http.post("/inventory", "{\"sku\":\"" + sku + "\",\"onHand\":1}");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("ETag")).as("the stream goes on").isEqualTo("\"7\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void each_remedy_for_a_refused_adjustment_clears_it(int which) {
        var sku = service.stock(10);
        service.order(sku, 10);
        var adjustments = "/inventory/" + sku + "/adjustments";
        var loss = "{\"delta\":-2,\"reason\":\"damaged\"}";
        var refused = http.post(adjustments, loss);
        assertThat(refused.problem()).isEqualTo("stock-held");
        assertThat(refused.at("/blockers/0/clearedBy")).hasSize(2);
        var remedy = refused.at("/blockers/0/clearedBy/" + which).asString();
        http.post(remedy.replaceFirst("^POST ", ""), remedy.endsWith("/receipts") ? "{\"quantity\":2}" : null);
        assertThat(http.post(adjustments, loss).status()).as(remedy).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void each_remedy_for_a_refused_deletion_clears_it(int which) {
        var sku = service.stock(10);
        service.order(sku, 10);
        var refused = http.delete("/inventory/" + sku);
        assertThat(refused.at("/blockers/0/clearedBy")).hasSize(2);
        var remedy = refused.at("/blockers/0/clearedBy/" + which).asString();
        http.post(remedy.replaceFirst("^POST ", ""), null);
        await().untilAsserted(() ->
                assertThat(http.delete("/inventory/" + sku).status()).as(remedy).isEqualTo(204));
    }

    @Test
    void what_is_recalled_is_no_longer_shipped_so_that_is_no_remedy() {
        var sku = service.stock(10);
        var order = service.order(sku, 10);
        http.delete("/inventory/" + sku + "?whenReserved=recall");
        assertThat(http.delete("/inventory/" + sku).at("/blockers/0/clearedBy"))
                .singleElement()
                .satisfies(
                        remedy -> assertThat(remedy.asString()).isEqualTo("POST /orders/" + order + "/cancellation"));
    }

    @Test
    void a_deletion_can_be_cancelled() {
        var sku = service.stock(10);
        var item = "/inventory/" + sku;
        http.put(item + "/reservations/order-1", "{\"quantity\":3}");
        http.delete(item + "?whenReserved=recall");
        var kept = http.delete(item + "/deletion");
        assertThat(kept.status()).isEqualTo(200);
        assertThat(kept.at("/status").asString()).isEqualTo("ACTIVE");
        assertThat(http.delete(item + "/deletion").problem()).isEqualTo("illegal-transition");
    }

    @Test
    void what_nobody_holds_is_deleted_at_once() {
        var item = "/inventory/" + service.stock(10);
        var deleted =
                http.send(http.request(item).header("Holdfast-Actor", "ann").DELETE());
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.text()).isEmpty();
        assertThat(deleted.header("ETag")).isEqualTo("\"1\"");
        var gone = http.get(item);
        assertGone(gone);
        assertThat(gone.at("/by").asString()).isEqualTo("ann");
        assertThat(http.delete(item).problem()).isEqualTo("stock-deleted");
    }

    @Test
    void an_unknown_item_is_not_found_by_any_operation() {
        for (var answer : List.of(
                http.get("/inventory/NONE"),
                http.delete("/inventory/NONE"),
                http.delete("/inventory/NONE/deletion"),
                http.post("/inventory/NONE/receipts", "{\"quantity\":1}"),
                http.post("/inventory/NONE/adjustments", "{\"delta\":1,\"reason\":\"found\"}"),
                http.put("/inventory/NONE/reservations/order-1", "{\"quantity\":1}"),
                http.delete("/inventory/NONE/reservations/order-1"),
                http.put("/inventory/NONE/picks/shipment-1", "{\"orderId\":\"order-1\",\"quantity\":1}"),
                http.delete("/inventory/NONE/picks/shipment-1"),
                http.post("/inventory/NONE/picks/shipment-1/dispatch", null))) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.problem()).isEqualTo("not-found");
            assertThat(answer.at("/id").asString()).isEqualTo("stock-NONE@main");
        }
    }

    @Test
    void lists_are_read_page_by_page() {
        for (int i = 0; i < 5; i++) {
            http.post("/inventory", "{\"sku\":\"PAGE-%d\",\"location\":\"paging\",\"onHand\":%d}".formatted(i, i));
        }
        var all = "/inventory?location=paging&skuPrefix=PAGE";
        await().untilAsserted(
                        () -> assertThat(http.get(all).at("/items").size()).isEqualTo(5));
        var skus = new ArrayList<String>();
        var pages = 0;
        for (var next = all + "&limit=2"; next != null; pages++) {
            var page = http.get(next);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.header("ETag")).isNotEmpty();
            page.at("/items").forEach(item -> skus.add(item.at("/sku").asString()));
            next = page.at("/next").asString(null);
        }
        assertThat(pages).isEqualTo(3);
        assertThat(skus).containsExactly("PAGE-0", "PAGE-1", "PAGE-2", "PAGE-3", "PAGE-4");
    }

    @Test
    void lists_show_what_happened_and_can_be_filtered() {
        var sku = service.stock(10);
        var item = "/inventory/" + sku;
        http.put(item + "/reservations/order-1", "{\"quantity\":3}");
        http.put(item + "/picks/shipment-1", "{\"orderId\":\"order-1\",\"quantity\":2}");
        http.put(item + "/picks/shipment-2", "{\"orderId\":\"order-1\",\"quantity\":1}");
        http.post(item + "/picks/shipment-1/dispatch", null);
        http.delete(item + "/picks/shipment-2");
        http.delete(item + "?whenReserved=recall");
        http.post(item + "/adjustments", "{\"delta\":5,\"reason\":\"found\"}");
        var expected = http.get(item);
        await().untilAsserted(() -> {
            var listed = http.get("/inventory?status=DELETING&skuPrefix=" + sku);
            assertThat(listed.at("/items").size()).isEqualTo(1);
            for (var field : List.of("onHand", "reserved", "picked", "available", "version", "status")) {
                assertThat(listed.at("/items/0/" + field)).as(field).isEqualTo(expected.at("/" + field));
            }
        });
        assertThat(http.get("/inventory?status=ACTIVE&skuPrefix=" + sku)
                        .at("/items")
                        .size())
                .isZero();
        http.delete(item + "/reservations/order-1");
        await().untilAsserted(() -> assertThat(
                        http.get("/inventory?skuPrefix=" + sku).at("/items").size())
                .isZero());
    }

    @Test
    void a_prefix_finds_what_begins_with_it_in_the_order_of_code_points() {
        var prefix = service.stock(1);
        for (var sku : List.of(prefix + "-b", prefix + "_a", prefix + "B", prefix + "a")) {
            http.post("/inventory", "{\"sku\":\"%s\"}".formatted(sku));
        }
        await().untilAsserted(() -> assertThat(skus(http.get("/inventory?skuPrefix=" + prefix)))
                .containsExactly(prefix, prefix + "-b", prefix + "B", prefix + "_a", prefix + "a"));
        assertThat(skus(http.get("/inventory?skuPrefix=" + prefix + "-"))).containsExactly(prefix + "-b");
    }

    private static List<String> skus(Answer list) {
        return list.at("/items")
                .valueStream()
                .map(item -> item.at("/sku").asString())
                .toList();
    }

    private static void assertGone(Answer answer) {
        assertThat(answer.status()).isEqualTo(410);
        assertThat(answer.problem()).isEqualTo("gone");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().has("since")).isTrue();
        assertThat(answer.json().has("by")).isTrue();
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
