package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a shop does with orders, over HTTP. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OrderJourneyTest {

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

    @Test
    void placing_holds_the_stock_and_shows_the_order() {
        var tea = service.stock(10);
        var cup = service.stock(3);
        var placed = http.post("/orders", """
                {"customerId":"%s","currency":"EUR","lines":[
                  {"sku":"%s","quantity":2,"unitPrice":"4.50"},
                  {"sku":"%s","quantity":1,"unitPrice":"12.00","location":"main"}]}
                """.formatted(service.customer(), tea, cup));
        assertThat(placed.status()).isEqualTo(201);
        var id = placed.at("/orderId").asString();
        assertThat(id).startsWith("order-");
        assertThat(placed.header("Location")).isEqualTo("/orders/" + id);
        assertThat(placed.header("ETag")).isEqualTo("\"0\"");
        assertThat(placed.at("/status").asString()).isEqualTo("OPEN");
        assertThat(placed.at("/total").asString()).isEqualTo("21.00");
        assertThat(placed.at("/lines/0/unitPrice").asString()).isEqualTo("4.50");
        assertThat(placed.at("/lines/0/location").asString()).isEqualTo("main");
        assertThat(placed.at("/lines/0/shipped").asLong()).isZero();

        var read = http.get("/orders/" + id);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json()).isEqualTo(placed.json());
        assertThat(read.header("ETag")).isEqualTo("\"0\"");
        assertThat(http.get("/inventory/" + tea).at("/reservations").toString())
                .isEqualTo("[{\"orderId\":\"%s\",\"quantity\":2}]".formatted(id));
        assertThat(http.get("/inventory/" + cup).at("/available").asLong()).isEqualTo(2);
    }

    @Test
    void an_order_that_cannot_have_all_its_stock_gets_none_and_learns_of_every_line() {
        var enough = service.stock(10);
        var tooFew = service.stock(1);
        var withdrawn = service.stock(5);
        var holder = service.order(withdrawn, 1);
        http.delete("/inventory/" + withdrawn + "?whenReserved=recall");
        var gone = service.stock(5);
        http.delete("/inventory/" + gone);

        var refused = http.post("/orders", """
                {"lines":[{"sku":"%s","quantity":2},{"sku":"%s","quantity":2},{"sku":"%s","quantity":1},
                          {"sku":"%s","quantity":1},{"sku":"UNKNOWN","quantity":1}]}
                """.formatted(enough, tooFew, withdrawn, gone));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("lines-refused");
        var types = new ArrayList<String>();
        refused.at("/refusals").forEach(line -> types.add(line.at("/type").asString()));
        assertThat(types)
                .containsExactly(
                        "/problems/insufficient-stock",
                        "/problems/stock-being-deleted",
                        "/problems/stock-deleted",
                        "/problems/not-found");
        assertThat(refused.at("/refusals/0/requested").asLong()).isEqualTo(2);
        assertThat(refused.at("/refusals/0/available").asLong()).isEqualTo(1);
        assertThat(refused.at("/refusals/0/sku").asString()).isEqualTo(tooFew);
        assertThat(service.events("stock-" + enough + "@main"))
                .containsExactly("StockItemRegistered", "StockReserved", "StockReleased");
        assertThat(service.events("stock-" + tooFew + "@main")).containsExactly("StockItemRegistered");
        assertThat(http.get("/inventory/" + enough).at("/available").asLong()).isEqualTo(10);
        http.post("/orders/" + holder + "/cancellation", null);
    }

    @Test
    void one_refused_line_is_answered_as_itself() {
        var sku = service.stock(1);
        var refused = http.post("/orders", Service.orderFor(sku, 2));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("insufficient-stock");
        assertThat(refused.at("/available").asLong()).isEqualTo(1);
        var unknown = http.post("/orders", Service.orderFor("UNKNOWN", 1));
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.at("/id").asString()).isEqualTo("stock-UNKNOWN@main");
    }

    @Test
    void shipping_takes_all_that_is_left_and_settles_at_once() {
        var sku = service.stock(10);
        var order = service.order(sku, 2);
        var shipped = http.post("/orders/" + order + "/shipments", null);
        assertThat(shipped.status()).isEqualTo(201);
        assertThat(shipped.at("/shipmentId").asString()).startsWith("shipment-");
        assertThat(shipped.at("/orderStatus").asString()).isEqualTo("SHIPPED");
        assertThat(shipped.header("ETag")).isEqualTo("\"1\"");
        var item = http.get("/inventory/" + sku);
        assertThat(item.at("/onHand").asLong()).isEqualTo(8);
        assertThat(item.at("/reserved").asLong()).isZero();
        assertThat(item.at("/picked").asLong()).isZero();
        var read = http.get("/orders/" + order);
        assertThat(read.at("/status").asString()).isEqualTo("SHIPPED");
        assertThat(read.at("/shipments/0/shipmentId")).isEqualTo(shipped.at("/shipmentId"));
        assertThat(http.post("/orders/" + order + "/shipments", null).problem()).isEqualTo("illegal-transition");
    }

    @Test
    void an_order_may_be_shipped_in_parts() {
        var tea = service.stock(10);
        var cup = service.stock(10);
        var order = http.post(
                        "/orders",
                        "{\"lines\":[{\"sku\":\"%s\",\"quantity\":3},{\"sku\":\"%s\",\"quantity\":1}]}"
                                .formatted(tea, cup))
                .at("/orderId")
                .asString();
        var path = "/orders/" + order + "/shipments";
        var first = http.post(path, Service.orderFor(tea, 2));
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.at("/orderStatus").asString()).isEqualTo("OPEN");
        assertThat(http.get("/orders/" + order).at("/lines/0/shipped").asLong()).isEqualTo(2);
        assertThat(http.get("/inventory/" + tea).at("/reserved").asLong()).isEqualTo(1);

        var tooMuch = http.post(path, Service.orderFor(tea, 2));
        assertThat(tooMuch.problem()).isEqualTo("insufficient-stock");
        assertThat(tooMuch.at("/requested").asLong()).isEqualTo(2);
        assertThat(tooMuch.at("/available").asLong()).isEqualTo(1);
        assertThat(http.post(path, Service.orderFor("OTHER", 1)).problem()).isEqualTo("not-found");

        var rest = http.post(path, "{}");
        assertThat(rest.at("/lines").size()).isEqualTo(2);
        assertThat(rest.at("/orderStatus").asString()).isEqualTo("SHIPPED");
        assertThat(http.get("/inventory/" + tea).at("/onHand").asLong()).isEqualTo(7);
    }

    @Test
    void shipping_is_refused_while_stock_is_being_deleted_and_says_what_clears_it() {
        var tea = service.stock(10);
        var cup = service.stock(10);
        var order = http.post(
                        "/orders",
                        "{\"lines\":[{\"sku\":\"%s\",\"quantity\":3},{\"sku\":\"%s\",\"quantity\":1}]}"
                                .formatted(tea, cup))
                .at("/orderId")
                .asString();
        http.send(http.request("/inventory/" + cup + "?whenReserved=recall")
                .header("Holdfast-Actor", "ann")
                .DELETE());
        var refused = http.post("/orders/" + order + "/shipments", null);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("stock-being-deleted");
        assertThat(refused.at("/sku").asString()).isEqualTo(cup);
        assertThat(refused.at("/by").asString()).isEqualTo("ann");
        assertThat(http.get("/orders/" + order).header("ETag"))
                .as("nothing was recorded")
                .isEqualTo("\"0\"");
        assertThat(http.get("/inventory/" + tea).at("/picked").asLong()).isZero();
        assertThat(http.get("/inventory/" + tea).at("/reserved").asLong()).isEqualTo(3);

        var clearedBy = refused.at("/clearedBy/0").asString();
        assertThat(clearedBy).isEqualTo("DELETE /inventory/" + cup + "/deletion");
        assertThat(http.delete(clearedBy.substring("DELETE ".length())).status())
                .isEqualTo(200);
        assertThat(http.post("/orders/" + order + "/shipments", null).status()).isEqualTo(201);
    }

    @Test
    void the_blockers_of_a_deletion_are_cleared_by_what_they_say() {
        var sku = service.stock(10);
        var orders = List.of(service.order(sku, 1), service.order(sku, 2));
        var refused = http.delete("/inventory/" + sku);
        assertThat(refused.at("/blockerCount").asInt()).isEqualTo(2);
        var ship = refused.at("/blockers/0/clearedBy/0").asString();
        var cancel = refused.at("/blockers/1/clearedBy/1").asString();
        assertThat(ship).isEqualTo("POST /orders/" + orders.get(0) + "/shipments");
        assertThat(cancel).isEqualTo("POST /orders/" + orders.get(1) + "/cancellation");
        assertThat(http.post(ship.substring("POST ".length()), null).status()).isEqualTo(201);
        assertThat(http.post(cancel.substring("POST ".length()), null).status()).isEqualTo(200);
        assertThat(http.delete("/inventory/" + sku).status()).isEqualTo(204);
    }

    @Test
    void cancelling_frees_the_stock_and_completes_a_recall() {
        var sku = service.stock(10);
        var order = service.order(sku, 4);
        http.delete("/inventory/" + sku + "?whenReserved=recall");
        var cancelled = http.post("/orders/" + order + "/cancellation", "{\"reason\":\"changed my mind\"}");
        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.at("/status").asString()).isEqualTo("CANCELLED");
        assertThat(cancelled.at("/reason").asString()).isEqualTo("changed my mind");
        assertThat(cancelled.header("ETag")).isEqualTo("\"1\"");
        assertThat(http.get("/inventory/" + sku).status()).isEqualTo(410);
        var again = http.post("/orders/" + order + "/cancellation", null);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.problem()).isEqualTo("illegal-transition");
        assertThat(again.at("/state").asString()).isEqualTo("CANCELLED");
        assertThat(again.at("/allowed").size()).isZero();
    }

    @Test
    void an_unknown_order_is_not_found_by_any_operation() {
        for (var answer : List.of(
                http.get("/orders/order-none"),
                http.post("/orders/order-none/shipments", null),
                http.post("/orders/order-none/cancellation", null))) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.at("/id").asString()).isEqualTo("order-none");
        }
    }

    @Test
    void lists_show_every_order_page_by_page_and_can_be_filtered() {
        var sku = service.stock(100);
        var customer = service.customer();
        var orders = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            orders.add(http.post(
                            "/orders",
                            "{\"customerId\":\"%s\",\"lines\":[{\"sku\":\"%s\",\"quantity\":2,\"unitPrice\":\"1.10\"}]}"
                                    .formatted(customer, sku))
                    .at("/orderId")
                    .asString());
        }
        http.post("/orders/" + orders.get(0) + "/shipments", Service.orderFor(sku, 1));
        http.post("/orders/" + orders.get(1) + "/shipments", null);
        http.post("/orders/" + orders.get(2) + "/cancellation", null);

        await().untilAsserted(() ->
                assertThat(ids("/orders?status=CANCELLED&sku=" + sku)).containsExactly(orders.get(2)));
        assertThat(ids("/orders?limit=2&customerId=" + customer)).isEqualTo(orders);
        assertThat(ids("/orders?status=SHIPPED&sku=" + sku)).containsExactly(orders.get(1));
        assertThat(ids("/orders?status=OPEN&sku=" + sku)).containsExactly(orders.get(0), orders.get(3), orders.get(4));
        var first = http.get("/orders?limit=1&sku=" + sku).at("/items/0");
        var read = http.get("/orders/" + orders.get(0));
        for (var field : List.of("orderId", "status", "customerId", "total", "placedAt", "version", "lines")) {
            assertThat(first.at("/" + field)).as(field).isEqualTo(read.at("/" + field));
        }
    }

    @Test
    void an_order_expires_when_its_hold_runs_out(@TempDir Path other) {
        try (var hasty = new Service(other, ClockAhead.class, "--holdfast.orders.hold=1h")) {
            var sku = hasty.stock(5);
            var order = hasty.order(sku, 5);
            assertThat(hasty.http().get("/orders/" + order).json().has("holdUntil"))
                    .isTrue();
            hasty.bean(ClockAhead.class).goAhead();
            await().untilAsserted(() -> assertThat(
                            hasty.http().get("/orders/" + order).at("/status").asString())
                    .isEqualTo("EXPIRED"));
            await().untilAsserted(() -> assertThat(hasty.http()
                            .get("/inventory/" + sku)
                            .at("/available")
                            .asLong())
                    .isEqualTo(5));
            assertThat(hasty.http()
                            .post("/orders/" + order + "/shipments", null)
                            .problem())
                    .isEqualTo("illegal-transition");
        }
    }

    private static List<String> ids(String list) {
        var ids = new ArrayList<String>();
        for (var next = list; next != null; ) {
            var page = http.get(next);
            page.at("/items").forEach(order -> ids.add(order.at("/orderId").asString()));
            next = page.at("/next").asString(null);
        }
        return ids;
    }
}
