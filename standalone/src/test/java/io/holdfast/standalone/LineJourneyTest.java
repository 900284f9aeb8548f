package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.standalone.Http.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changing what an open order wants, over HTTP: inventory always holds just that. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LineJourneyTest {

    @TempDir
    static Path data;

    static Service service;
    static Http http;

    String tea;
    String cup;
    String order;

    @BeforeAll
    static void start() {
        service = new Service(data);
        http = service.http();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /** Two of ten teas and one of three cups. */
    @BeforeEach
    void an_order() {
        tea = service.stock(10);
        cup = service.stock(3);
        var placed = http.post("/orders", """
                {"currency":"EUR","lines":[
                  {"sku":"%s","quantity":2,"unitPrice":"4.50"},{"sku":"%s","quantity":1,"unitPrice":"12.00"}]}
                """.formatted(tea, cup));
        assertThat(placed.status()).as(placed.text()).isEqualTo(201);
        order = placed.at("/orderId").asString();
    }

    @Test
    void more_is_held_and_shown() {
        var changed = change(tea, "{\"quantity\":5}");
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo("\"1\"");
        assertThat(changed.at("/lines/0/quantity").asLong()).isEqualTo(5);
        assertThat(changed.at("/lines/0/unitPrice").asString()).isEqualTo("4.50");
        assertThat(changed.at("/total").asString()).isEqualTo("34.50");
        assertThat(http.get("/orders/" + order).json()).isEqualTo(changed.json());
        assertThat(reserved(tea)).isEqualTo(5);
        assertThat(service.events(order)).containsExactly("OrderPlaced", "OrderLineChanged");
        listShows(changed);
    }

    @Test
    void fewer_are_given_back_at_once() {
        var changed = change(tea, "{\"quantity\":1}");
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.at("/total").asString()).isEqualTo("16.50");
        assertThat(reserved(tea)).isEqualTo(1);
        listShows(changed);
    }

    @Test
    void a_line_is_added_with_its_price_and_removed() {
        var jar = service.stock(5);
        var added = change(jar, "{\"quantity\":2,\"unitPrice\":\"1.25\"}");
        assertThat(added.status()).as(added.text()).isEqualTo(200);
        assertThat(added.at("/lines/2/sku").asString()).isEqualTo(jar);
        assertThat(added.at("/total").asString()).isEqualTo("23.50");
        assertThat(reserved(jar)).isEqualTo(2);
        listShows(added);

        var removed = remove(jar);
        assertThat(removed.status()).as(removed.text()).isEqualTo(200);
        assertThat(removed.at("/lines").size()).isEqualTo(2);
        assertThat(removed.at("/total").asString()).isEqualTo("21.00");
        assertThat(reserved(jar)).isZero();
        assertThat(http.delete("/inventory/" + jar).status())
                .as("nothing holds it")
                .isEqualTo(204);
        listShows(removed);
    }

    @Test
    void a_line_at_another_location_is_another_line() {
        http.post("/inventory", "{\"sku\":\"%s\",\"location\":\"north\",\"onHand\":4}".formatted(tea));
        var added = http.put("/orders/" + order + "/lines/" + tea + "?location=north", "{\"quantity\":3}");
        assertThat(added.status()).as(added.text()).isEqualTo(200);
        assertThat(added.at("/lines/2/location").asString()).isEqualTo("north");
        assertThat(http.get("/inventory/" + tea + "?location=north")
                        .at("/reserved")
                        .asLong())
                .isEqualTo(3);
        assertThat(reserved(tea)).isEqualTo(2);
        assertThat(http.delete("/orders/" + order + "/lines/" + tea + "?location=north")
                        .status())
                .isEqualTo(200);
        assertThat(http.get("/inventory/" + tea + "?location=north")
                        .at("/reserved")
                        .asLong())
                .isZero();
    }

    @Test
    void what_it_is_already_is_no_change() {
        long before = service.events();
        var same = change(tea, "{\"quantity\":2}");
        assertThat(same.status()).isEqualTo(200);
        assertThat(same.header("ETag")).isEqualTo("\"0\"");
        assertThat(service.events()).isEqualTo(before);
    }

    @Test
    void more_than_there_is_is_refused_and_leaves_everything_as_it_was() {
        http.post("/orders/" + order + "/shipments", Service.orderFor(tea, 1));
        long before = service.events();
        var refused = change(tea, "{\"quantity\":11}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("insufficient-stock");
        assertThat(refused.at("/requested").asLong())
                .as("the one that was shipped included")
                .isEqualTo(11);
        assertThat(refused.at("/available").asLong()).isEqualTo(10);
        assertThat(service.events()).isEqualTo(before);
        assertThat(change(tea, "{\"quantity\":10}").status()).isEqualTo(200);
        assertThat(reserved(tea)).isEqualTo(9);
    }

    @Test
    void more_of_what_is_being_deleted_is_refused_but_fewer_are_not() {
        http.delete("/inventory/" + tea + "?whenReserved=recall");
        assertThat(change(tea, "{\"quantity\":3}").problem()).isEqualTo("stock-being-deleted");
        assertThat(change(tea, "{\"quantity\":1}").status()).isEqualTo(200);
        assertThat(remove(tea).status()).isEqualTo(200);
        assertThat(http.get("/inventory/" + tea).status())
                .as("the recall is complete")
                .isEqualTo(410);
        assertThat(change(tea, "{\"quantity\":1}").problem()).isEqualTo("stock-deleted");
        assertThat(change("UNKNOWN", "{\"quantity\":1}").status()).isEqualTo(404);
    }

    @Test
    void what_was_shipped_stays_ordered() {
        http.post("/orders/" + order + "/shipments", Service.orderFor(tea, 2));
        var refused = change(tea, "{\"quantity\":1}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("illegal-transition");
        assertThat(refused.at("/requested").asLong()).isEqualTo(1);
        assertThat(refused.at("/shipped").asLong()).isEqualTo(2);
        assertThat(remove(tea).at("/shipped").asLong()).isEqualTo(2);
        var more = change(tea, "{\"quantity\":5}");
        assertThat(more.status()).as(more.text()).isEqualTo(200);
        assertThat(reserved(tea)).as("all of it had left").isEqualTo(3);
    }

    @Test
    void an_order_of_which_only_shipped_lines_are_left_is_shipped() {
        http.post("/orders/" + order + "/shipments", Service.orderFor(tea, 2));
        var removed = remove(cup);
        assertThat(removed.at("/status").asString()).isEqualTo("SHIPPED");
        assertThat(removed.at("/endedAt").asString()).isNotEmpty();
        assertThat(reserved(cup)).isZero();
        assertThat(change(tea, "{\"quantity\":5}").problem()).isEqualTo("illegal-transition");
        listShows(removed);
    }

    @Test
    void the_last_line_is_not_removed_but_the_order_cancelled() {
        assertThat(remove(cup).status()).isEqualTo(200);
        var refused = remove(tea);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("illegal-transition");
        var instead = refused.at("/allowed/0").asString();
        assertThat(instead).isEqualTo("POST /orders/" + order + "/cancellation");
        assertThat(http.post(instead.replace("POST ", ""), null).status()).isEqualTo(200);
        assertThat(reserved(tea)).isZero();
        for (var late : new Answer[] {change(tea, "{\"quantity\":1}"), remove(tea)}) {
            assertThat(late.status()).isEqualTo(409);
            assertThat(late.at("/state").asString()).isEqualTo("CANCELLED");
        }
    }

    @Test
    void an_unknown_line_or_order_is_not_found() {
        assertThat(remove("UNKNOWN").at("/id").asString()).isEqualTo("/orders/" + order + "/lines/UNKNOWN");
        var path = "/orders/order-none/lines/" + tea;
        assertThat(http.put(path, "{\"quantity\":1}").at("/id").asString()).isEqualTo("order-none");
        assertThat(http.delete(path).at("/id").asString()).isEqualTo("order-none");
    }

    private Answer change(String sku, String body) {
        return http.put("/orders/" + order + "/lines/" + sku, body);
    }

    private Answer remove(String sku) {
        return http.delete("/orders/" + order + "/lines/" + sku);
    }

    private static long reserved(String sku) {
        return http.get("/inventory/" + sku).at("/reserved").asLong();
    }

    /** The list follows a moment later. */
    private void listShows(Answer changed) {
        await().untilAsserted(() -> {
            var row = http.get("/orders?sku=" + tea).at("/items/0");
            for (var field : new String[] {"status", "total", "version", "lines"}) {
                assertThat(row.at("/" + field)).as(field).isEqualTo(changed.at("/" + field));
            }
        });
    }
}
