package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.standalone.Http.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two callers at once, over and over: one wins, the other is told why, and nothing else has changed. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RaceTest {

    static final int ROUNDS = 200;

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
    void shipping_an_order_and_recalling_its_stock_let_exactly_one_win() throws Exception {
        int shipped = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var sku = service.stock(3);
            var order = service.order(sku, 2);
            var answers = Together.both(
                    () -> http.post("/orders/" + order + "/shipments", null),
                    () -> http.delete("/inventory/" + sku + "?whenReserved=recall"));
            var ship = answers.get(0);
            var recall = answers.get(1);
            var stock = service.events("stock-" + sku + "@main");
            if (ship.status() == 201) {
                shipped++;
                assertShipWon(sku, order, recall, stock);
            } else {
                assertRecallWon(sku, order, ship, recall, stock);
            }
        }
        assertThat(shipped).as("of %d rounds, both must have won some", ROUNDS).isBetween(1, ROUNDS - 1);
    }

    /** The recall came while the shipment was under way (refused), or after it had left (nothing held: deleted). */
    private static void assertShipWon(String sku, String order, Answer recall, List<String> stock) {
        assertThat(service.events(order)).containsExactly("OrderPlaced", "ShipmentRecorded");
        if (recall.status() == 409) {
            assertThat(recall.problem()).isEqualTo("stock-held");
            assertThat(recall.at("/blockers/0/kind").asString()).isEqualTo("shipment");
            assertThat(recall.at("/blockers/0/href").asString()).isEqualTo("/orders/" + order);
            assertThat(recall.at("/blockerCount").asInt()).isEqualTo(1);
            assertThat(stock).containsExactly("StockItemRegistered", "StockReserved", "StockPicked", "StockDispatched");
            assertThat(http.get("/inventory/" + sku).at("/onHand").asLong()).isEqualTo(1);
        } else {
            assertThat(recall.status()).isEqualTo(204);
            assertThat(stock)
                    .containsExactly(
                            "StockItemRegistered",
                            "StockReserved",
                            "StockPicked",
                            "StockDispatched",
                            "StockItemDeleted");
        }
    }

    private static void assertRecallWon(String sku, String order, Answer ship, Answer recall, List<String> stock) {
        assertThat(ship.status()).as(ship.text()).isEqualTo(409);
        assertThat(ship.problem()).isEqualTo("stock-being-deleted");
        assertThat(ship.at("/sku").asString()).isEqualTo(sku);
        assertThat(recall.status()).as(recall.text()).isEqualTo(202);
        assertThat(service.events(order)).containsExactly("OrderPlaced");
        assertThat(stock).containsExactly("StockItemRegistered", "StockReserved", "StockItemDeletionStarted");
        assertThat(http.get("/inventory/" + sku).at("/reserved").asLong()).isEqualTo(2);
    }

    @Test
    void a_pick_and_a_recall_of_the_same_stock_let_exactly_one_win() throws Exception {
        int picked = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var sku = service.stock(3);
            var item = "/inventory/" + sku;
            http.put(item + "/reservations/order-1", "{\"quantity\":2}");
            var answers = Together.both(
                    () -> http.put(item + "/picks/shipment-1", "{\"orderId\":\"order-1\",\"quantity\":2}"),
                    () -> http.delete(item + "?whenReserved=recall"));
            var pick = answers.get(0);
            var recall = answers.get(1);
            if (pick.status() == 200) {
                picked++;
                assertThat(recall.status()).as(recall.text()).isEqualTo(409);
                assertThat(recall.problem()).isEqualTo("stock-held");
                assertThat(recall.at("/blockers/0/kind").asString()).isEqualTo("shipment");
                assertThat(service.events("stock-" + sku + "@main"))
                        .containsExactly("StockItemRegistered", "StockReserved", "StockPicked");
            } else {
                assertThat(pick.status()).as(pick.text()).isEqualTo(409);
                assertThat(pick.problem()).isEqualTo("stock-being-deleted");
                assertThat(recall.status()).isEqualTo(202);
                assertThat(service.events("stock-" + sku + "@main"))
                        .containsExactly("StockItemRegistered", "StockReserved", "StockItemDeletionStarted");
            }
        }
        assertThat(picked).as("of %d rounds, both must have won some", ROUNDS).isBetween(1, ROUNDS - 1);
    }

    @Test
    void two_orders_for_the_last_unit_let_exactly_one_win() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var sku = service.stock(1);
            Callable<Answer> place = () -> http.post("/orders", Service.orderFor(sku, 1));
            var answers = Together.both(place, place);
            assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
            var refused = answers.stream()
                    .filter(answer -> answer.status() != 201)
                    .findFirst()
                    .orElseThrow();
            assertThat(refused.status()).as(refused.text()).isEqualTo(409);
            assertThat(refused.problem()).isEqualTo("insufficient-stock");
            assertThat(refused.at("/requested").asLong()).isEqualTo(1);
            assertThat(refused.at("/available").asLong()).isZero();
            assertThat(service.events("stock-" + sku + "@main"))
                    .containsExactly("StockItemRegistered", "StockReserved");
        }
    }

    @Test
    void two_shipments_of_everything_let_exactly_one_win() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var sku = service.stock(5);
            var order = service.order(sku, 2);
            Callable<Answer> ship = () -> http.post("/orders/" + order + "/shipments", null);
            var answers = Together.both(ship, ship);
            assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
            var refused = answers.stream()
                    .filter(answer -> answer.status() == 409)
                    .findFirst()
                    .orElseThrow();
            // The other shipment has just picked the units, or is recorded already.
            assertThat(refused.problem()).isIn("insufficient-stock", "illegal-transition");
            if (refused.problem().equals("insufficient-stock")) {
                assertThat(refused.at("/detail").asString())
                        .isEqualTo("%s holds 0 of %s at main on the shelf, not 2.".formatted(order, sku));
                assertThat(refused.at("/reserved").asLong()).isZero();
            }
            assertThat(service.events(order)).containsExactly("OrderPlaced", "ShipmentRecorded");
            assertThat(http.get("/inventory/" + sku).at("/onHand").asLong()).isEqualTo(3);
        }
    }

    @Test
    void shipping_and_cancelling_the_same_order_let_exactly_one_win_and_leak_nothing() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var sku = service.stock(5);
            var order = service.order(sku, 2);
            var answers = Together.both(
                    () -> http.post("/orders/" + order + "/shipments", null),
                    () -> http.post("/orders/" + order + "/cancellation", null));
            boolean shipped = answers.get(0).status() == 201;
            boolean cancelled = answers.get(1).status() == 200;
            assertThat(shipped).isNotEqualTo(cancelled);
            assertThat(answers.get(shipped ? 1 : 0).status()).isEqualTo(409);
            var item = http.get("/inventory/" + sku);
            assertThat(item.at("/onHand").asLong()).isEqualTo(shipped ? 3 : 5);
            assertThat(item.at("/reserved").asLong()).isZero();
            assertThat(item.at("/picked").asLong()).isZero();
        }
    }

    @Test
    void many_orders_for_a_few_units_never_sell_more_than_there_are() throws Exception {
        var sku = service.stock(20);
        var place = Collections.nCopies(60, (Callable<Answer>) () -> http.post("/orders", Service.orderFor(sku, 1)));
        var answers = Together.all(place);
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(20);
        assertThat(answers).filteredOn(answer -> answer.status() == 409).hasSize(40);
        assertThat(http.get("/inventory/" + sku).at("/reserved").asLong()).isEqualTo(20);
    }

    @Test
    void of_many_who_register_with_one_address_exactly_one_becomes_a_customer() throws Exception {
        var calls = new ArrayList<Callable<Answer>>();
        for (int i = 0; i < ROUNDS; i++) {
            var body = Service.customer(i % 2 == 0 ? "One@example.com" : "oNE@Example.com", "one-" + i);
            calls.add(() -> http.post("/customers", body));
        }
        var answers = Together.all(calls);
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .hasSize(ROUNDS - 1)
                .allSatisfy(refused -> {
                    assertThat(refused.status()).as(refused.text()).isEqualTo(409);
                    assertThat(refused.problem()).isEqualTo("unique-violation");
                    assertThat(refused.at("/field").asString()).isEqualTo("email");
                    assertThat(refused.at("/message").asString()).isEqualTo("Conflict: Email already registered.");
                    assertThat(refused.text()).doesNotContainIgnoringCase("one@example.com");
                });
        assertThat(service.count("select count(*) from customers where email_key = 'one@example.com'"))
                .isEqualTo(1);
    }

    @Test
    void ordering_and_erasing_the_customer_let_exactly_one_win() throws Exception {
        int ordered = 0;
        var sku = service.stock(ROUNDS);
        for (int round = 0; round < ROUNDS; round++) {
            var customer = service.customer();
            int headStart = round % 4; // placing takes two commits, erasing one
            var answers = Together.both(() -> http.post("/orders", Service.orderFor(customer, sku, 1)), () -> {
                for (int i = 0; i < headStart; i++) {
                    http.post("/inventory/" + sku + "/receipts", "{\"quantity\":1}");
                }
                return http.delete("/customers/" + customer);
            });
            var place = answers.get(0);
            var erase = answers.get(1);
            if (place.status() == 201) {
                ordered++;
                assertThat(erase.status()).as(erase.text()).isEqualTo(409);
                assertThat(erase.at("/blockers/0/id")).isEqualTo(place.at("/orderId"));
                assertThat(service.events(customer)).containsExactly("CustomerRegistered");
                assertThat(http.get("/customers/" + customer).status()).isEqualTo(200);
            } else {
                assertThat(place.status()).as(place.text()).isEqualTo(404);
                assertThat(place.at("/id").asString()).isEqualTo(customer);
                assertThat(erase.status()).isEqualTo(204);
                assertThat(service.events(customer)).containsExactly("CustomerRegistered", "CustomerErased");
            }
        }
        assertThat(ordered).as("of %d rounds, both must have won some", ROUNDS).isBetween(1, ROUNDS - 1);
        assertThat(http.get("/inventory/" + sku).at("/reserved").asInt()).isEqualTo(ordered);
    }
}
