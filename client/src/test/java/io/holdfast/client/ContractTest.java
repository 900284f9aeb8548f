package io.holdfast.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What calls look like on the wire, and what is read from answers, also from those of later versions of the service. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ContractTest {

    static final Item TEA = Item.of("TEA-1");
    static final Item FAR = new Item("TEA-1", "far");

    static Stream<Arguments> calls() {
        var order = NewOrder.of(TEA, 2)
                .and(FAR, 1, new BigDecimal("4.5E+2"))
                .customer("customer-1")
                .currency("EUR");
        return Stream.of(
                Arguments.of(Inventory.get(TEA).request(), "GET /inventory/TEA-1", null),
                Arguments.of(Inventory.get(FAR).request(), "GET /inventory/TEA-1?location=far", null),
                Arguments.of(Inventory.get(Item.of("a/b c?")).request(), "GET /inventory/a%2Fb%20c%3F", null),
                Arguments.of(
                        Inventory.list(
                                        StockItemFilter.ALL
                                                .location("far")
                                                .status(StockItem.Status.DELETING)
                                                .skuPrefix("T&a"),
                                        9)
                                .request(),
                        "GET /inventory?location=far&status=DELETING&skuPrefix=T%26a&limit=9",
                        null),
                Arguments.of(
                        Inventory.register(TEA, null, 3).request(),
                        "POST /inventory",
                        "{\"sku\":\"TEA-1\",\"location\":\"main\",\"onHand\":3}"),
                Arguments.of(
                        Inventory.receive(FAR, 5, "PO-77").request(),
                        "POST /inventory/TEA-1/receipts?location=far",
                        "{\"quantity\":5,\"reference\":\"PO-77\"}"),
                Arguments.of(
                        Inventory.adjust(TEA, -2, "damaged").request(),
                        "POST /inventory/TEA-1/adjustments",
                        "{\"delta\":-2,\"reason\":\"damaged\"}"),
                Arguments.of(
                        Inventory.count(TEA, 17, "cycle count").request(),
                        "POST /inventory/TEA-1/adjustments",
                        "{\"counted\":17,\"reason\":\"cycle count\"}"),
                Arguments.of(
                        Inventory.delete(FAR, WhenReserved.RECALL).request(),
                        "DELETE /inventory/TEA-1?location=far&whenReserved=recall",
                        null),
                Arguments.of(
                        Inventory.cancelDeletion(FAR).request(), "DELETE /inventory/TEA-1/deletion?location=far", null),
                Arguments.of(Orders.get("order-1").request(), "GET /orders/order-1", null),
                Arguments.of(
                        Orders.list(
                                        OrderFilter.ALL
                                                .status(Order.Status.OPEN)
                                                .customerId("customer-1")
                                                .sku("TEA-1"),
                                        500)
                                .request(),
                        "GET /orders?status=OPEN&customerId=customer-1&sku=TEA-1&limit=500",
                        null),
                Arguments.of(
                        Orders.place(order).request(),
                        "POST /orders",
                        "{\"customerId\":\"customer-1\",\"currency\":\"EUR\",\"lines\":["
                                + "{\"sku\":\"TEA-1\",\"location\":\"main\",\"quantity\":2},"
                                + "{\"sku\":\"TEA-1\",\"location\":\"far\",\"quantity\":1,\"unitPrice\":\"450\"}]}"),
                Arguments.of(Orders.ship("order-1").request(), "POST /orders/order-1/shipments", null),
                Arguments.of(
                        Orders.ship("order-1", List.of(ItemQuantity.of(TEA, 1))).request(),
                        "POST /orders/order-1/shipments",
                        "{\"lines\":[{\"sku\":\"TEA-1\",\"location\":\"main\",\"quantity\":1}]}"),
                Arguments.of(
                        Orders.cancel("order-1", "late").request(),
                        "POST /orders/order-1/cancellation",
                        "{\"reason\":\"late\"}"),
                Arguments.of(Orders.cancel("order-1", null).request(), "POST /orders/order-1/cancellation", "{}"),
                Arguments.of(
                        Orders.changeLine("order-1", FAR, 3, new BigDecimal("4.50"))
                                .request(),
                        "PUT /orders/order-1/lines/TEA-1?location=far",
                        "{\"quantity\":3,\"unitPrice\":\"4.50\"}"),
                Arguments.of(Orders.removeLine("order-1", TEA).request(), "DELETE /orders/order-1/lines/TEA-1", null),
                Arguments.of(
                        Customers.register("ann@example.com", "ann").request(),
                        "POST /customers",
                        "{\"email\":\"ann@example.com\",\"username\":\"ann\"}"),
                Arguments.of(Customers.get("customer-1").request(), "GET /customers/customer-1", null),
                Arguments.of(Customers.erase("customer-1").request(), "DELETE /customers/customer-1", null));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void a_call_is_this_request(Request<?> request, String line, String body) {
        assertThat(request.toString()).isEqualTo(line);
        assertThat(request.body() == null ? null : Json.MAPPER.writeValueAsString(request.body()))
                .isEqualTo(body);
        assertThat(request.headers().containsKey("Idempotency-Key"))
                .isEqualTo(request.method().equals("POST"));
    }

    private static <T> T answer(Request<T> request, int status, String body) {
        return request.answer().apply(reply(status, body));
    }

    private static Reply reply(int status, String body) {
        return new Reply(status, HttpHeaders.of(Map.of(), (name, value) -> true), body);
    }

    @Test
    void an_order_is_read_with_money_as_decimals_and_what_is_left_out_as_nothing() {
        var order = answer(Orders.get("order-1").request(), 200, """
                {"orderId":"order-1","status":"OPEN","total":"9.00","placedAt":"2026-11-25T05:12:05.788Z","version":0,
                 "lines":[{"sku":"TEA-1","location":"main","quantity":2,"shipped":0,"unitPrice":"4.50"}]}""");
        assertThat(order)
                .isEqualTo(new Order(
                        "order-1",
                        Order.Status.OPEN,
                        null,
                        null,
                        new BigDecimal("9.00"),
                        Instant.parse("2026-11-25T05:12:05.788Z"),
                        null,
                        null,
                        null,
                        0,
                        List.of(new Order.Line("TEA-1", "main", 2, 0, new BigDecimal("4.50"))),
                        List.of()));
        assertThat(order.lines().getFirst().item()).isEqualTo(TEA);
    }

    @Test
    void what_a_later_version_of_the_service_adds_is_passed_over() {
        var item = answer(Inventory.get(TEA).request(), 200, """
                {"sku":"TEA-1","location":"main","status":"FROZEN","onHand":1,"reserved":0,"picked":0,"available":1,
                 "version":2,"colour":{"deep":[1]}}""");
        assertThat(item.status()).isEqualTo(StockItem.Status.OTHER);
        assertThat(item.reservations()).isEmpty();
        var problem = Problems.read(reply(409, """
                {"type":"/problems/brand-new","retry":"SOME_DAY","status":409,"colour":"red",
                 "blockers":[{"kind":"ghost","id":"g","href":"/g","clearedBy":[],"colour":"grey"}]}"""), Instant.EPOCH);
        assertThat(problem.slug()).isEqualTo("brand-new");
        assertThat(problem.retry()).isEqualTo(Retry.NEVER);
        assertThat(problem.facts()).containsEntry("colour", "red");
        assertThat(problem.blockers()).containsExactly(new Blocker("ghost", "g", "/g", null, List.of()));
    }

    @Test
    void a_deletion_is_done_or_waits() {
        var deletion = Inventory.delete(TEA, WhenReserved.RECALL).request();
        assertThat(answer(deletion, 204, "")).isEqualTo(new Deletion.Gone());
        assertThat(answer(deletion, 202, Played.stockItem(1, 2))).isInstanceOf(Deletion.Waiting.class);
    }

    @Test
    void a_customer_in_words_is_nothing_personal() {
        var customer = answer(Customers.get("customer-1").request(), 200, """
                {"customerId":"customer-1","email":"ann@example.com","username":"ann",
                 "registeredAt":"2026-11-25T05:12:05.788Z","version":0}""");
        assertThat(customer.email()).isEqualTo("ann@example.com");
        assertThat(customer).hasToString("customer-1");
        assertThat(String.valueOf(
                        Customers.register("ann@example.com", "ann").request().body()))
                .doesNotContain("ann");
    }

    @Test
    void a_problem_is_read_with_all_that_it_says() {
        var problem = Problems.read(reply(409, """
                {"type":"/problems/lines-refused","title":"T","status":409,"detail":"D","retry":"AFTER_CHANGE",
                 "retryAfterMs":1500,"clearedBy":["POST /a"],
                 "refusals":[{"type":"/problems/stock-held","title":"H","status":409,"retry":"AFTER_CHANGE","held":2,
                   "blockers":[{"kind":"order","id":"order-1","href":"/orders/order-1","quantity":2,
                     "clearedBy":["POST /a","POST /b"]}]}],
                 "missedEvents":[{"version":4,"type":"StockReceived","at":"2026-03-03T12:00:00Z","by":"ann","summary":"s"}],
                 "errors":[{"pointer":"/sku","message":"is missing"}]}"""), Instant.EPOCH);
        assertThat(problem.retryAfter()).isEqualTo(Duration.ofMillis(1500));
        assertThat(problem.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.slug()).isEqualTo("stock-held");
            assertThat(refusal.facts()).containsEntry("held", 2);
            assertThat(refusal.blockers())
                    .containsExactly(
                            new Blocker("order", "order-1", "/orders/order-1", 2L, List.of("POST /a", "POST /b")));
        });
        assertThat(problem.missedEvents())
                .containsExactly(
                        new MissedEvent(4, "StockReceived", Instant.parse("2026-03-03T12:00:00Z"), "ann", "s"));
        assertThat(problem.errors()).containsExactly(new Fault("/sku", "is missing"));
        assertThat(problem.remedies()).containsExactly("POST /a", "POST /b");
        assertThat(problem).hasToString("409 lines-refused: D");
    }

    @Test
    void what_a_gateway_says_is_no_accident_of_the_client() {
        for (var body : List.of(
                "{\"errors\":[\"x\"]}",
                "{\"errors\":[null]}",
                "{\"clearedBy\":[{}]}",
                "{\"status\":0,\"blockers\":[7]}")) {
            var problem = Problems.read(reply(503, body), Instant.EPOCH);
            assertThat(problem.status()).as(body).isEqualTo(503);
            assertThat(problem.retry()).as(body).isEqualTo(Retry.LATER);
            assertThat(problem.errors()).as(body).isEmpty();
        }
    }

    @Test
    void a_target_does_not_lead_elsewhere() {
        for (var sku : List.of("", ".", "..")) {
            assertThatThrownBy(() -> Target.of("inventory", sku, "deletion"))
                    .as(sku)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_problem_that_is_broken_is_still_a_refusal() {
        for (var body :
                List.of("", "[]", "null", "{", "{\"blockers\":7,\"retry\":[],\"refusals\":{},\"status\":\"x\"}")) {
            var problem = Problems.read(reply(409, body), Instant.EPOCH);
            assertThat(problem.status()).as(body).isEqualTo(409);
            assertThat(problem.retry()).as(body).isEqualTo(Retry.NEVER);
            assertThat(problem.blockers()).as(body).isEmpty();
        }
    }

    @Test
    void the_tag_of_a_list_is_no_version() {
        var tagged = new Reply(200, HttpHeaders.of(Map.of("ETag", List.of("\"a1b2\"")), (name, value) -> true), "");
        assertThat(tagged.version()).isEmpty();
    }
}
