package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.ledger.TimeOrderedIds;
import io.holdfast.standalone.Http.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** A dry run tells what would happen, and nothing happens. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DryRunTest {

    @TempDir
    static Path data;

    static Service service;
    static Http http;

    @BeforeAll
    static void start() {
        service = new Service(data, "--holdfast.orders.reconcile-after=1h");
        http = service.http();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /** A command, to be sent for real or not. */
    record Command(String method, String path, @Nullable String body) {

        Answer really() {
            return send(path);
        }

        Answer dry() {
            return send(path + (path.contains("?") ? "&" : "?") + "dryRun=true");
        }

        private Answer send(String to) {
            return http.send(http.request(to)
                    .header("Content-Type", "application/json")
                    .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
        }

        @Override
        public String toString() {
            return method + " "
                    + path.replaceAll("SKU-[0-9a-f-]+", "SKU").replaceAll("(order|shipment)-[0-9a-f-]+", "$1");
        }
    }

    private static Command post(String path, @Nullable String body) {
        return new Command("POST", path, body);
    }

    private static Command put(String path, String body) {
        return new Command("PUT", path, body);
    }

    private static Command delete(String path) {
        return new Command("DELETE", path, null);
    }

    static Stream<Arguments> accepted() {
        var fresh = "{\"sku\":\"NEW-%s\",\"onHand\":5}".formatted(TimeOrderedIds.next());
        var sku = service.stock(10);
        return Stream.of(
                Arguments.of(post("/inventory", fresh), "StockItemRegistered"),
                Arguments.of(post(item() + "/receipts", "{\"quantity\":5}"), "StockReceived"),
                Arguments.of(post(item() + "/adjustments", "{\"delta\":1,\"reason\":\"found\"}"), "StockAdjusted"),
                Arguments.of(put(item() + "/reservations/order-1", "{\"quantity\":1}"), "StockReserved"),
                Arguments.of(delete(reserved() + "/reservations/order-1"), "StockReleased"),
                Arguments.of(delete(reserved() + "/reservations/order-2"), ""),
                Arguments.of(
                        put(reserved() + "/picks/shipment-1", "{\"orderId\":\"order-1\",\"quantity\":2}"),
                        "StockPicked"),
                Arguments.of(delete(picked() + "/picks/shipment-1"), "StockUnpicked"),
                Arguments.of(post(picked() + "/picks/shipment-1/dispatch", null), "StockDispatched"),
                Arguments.of(delete(item()), "StockItemDeleted"),
                Arguments.of(delete(reserved() + "?whenReserved=recall"), "StockItemDeletionStarted"),
                Arguments.of(delete(recalled() + "/deletion"), "StockItemDeletionCancelled"),
                Arguments.of(delete(recalled() + "/reservations/order-1"), "StockReleased StockItemDeleted"),
                Arguments.of(
                        post("/customers", Service.customer(sku + "@example.com", "u" + sku.substring(30))),
                        "CustomerRegistered"),
                Arguments.of(delete(customer()), "CustomerErased"),
                Arguments.of(post("/orders", Service.orderFor(sku, 2)), "StockReserved OrderPlaced"),
                Arguments.of(put(line(), "{\"quantity\":3}"), "StockReserved OrderLineChanged"),
                Arguments.of(put(line(), "{\"quantity\":1}"), "OrderLineChanged StockReserved"),
                Arguments.of(put(line(), "{\"quantity\":2}"), ""),
                Arguments.of(delete(line()), "OrderLineRemoved StockReleased"),
                Arguments.of(
                        post("/orders/" + service.order(sku, 2) + "/shipments", null),
                        "StockPicked ShipmentRecorded StockDispatched"),
                Arguments.of(
                        post("/orders/" + service.order(sku, 2) + "/cancellation", null),
                        "OrderCancelled StockReleased"),
                Arguments.of(post("/audit/verifications", null), ""),
                Arguments.of(post("/projections/holds/rebuilds", null), ""));
    }

    /** Of two units, in an order that has another line. */
    private static String line() {
        var sku = service.stock(10);
        var order = service.order(service.stock(1), 1);
        var line = "/orders/" + order + "/lines/" + sku;
        assertThat(http.put(line, "{\"quantity\":2}").status()).isEqualTo(200);
        return line;
    }

    private static String customer() {
        var name = service.stock(1);
        return http.post("/customers", Service.customer(name + "@example.com", "c" + name.substring(30)))
                .header("Location");
    }

    private static String item() {
        return "/inventory/" + service.stock(10);
    }

    private static String reserved() {
        var path = item();
        assertThat(http.put(path + "/reservations/order-1", "{\"quantity\":2}").status())
                .isEqualTo(200);
        return path;
    }

    private static String picked() {
        var path = reserved();
        http.put(path + "/picks/shipment-1", "{\"orderId\":\"order-1\",\"quantity\":2}");
        return path;
    }

    private static String recalled() {
        var path = reserved();
        http.delete(path + "?whenReserved=recall");
        return path;
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void tells_the_events_that_the_command_then_brings_about(Command command, String types) {
        long before = service.events();
        var dry = command.dry();
        assertThat(dry.status()).as(dry.text()).isEqualTo(200);
        assertThat(dry.header("Location")).isEmpty();
        assertThat(dry.header("ETag")).isEmpty();
        assertThat(dry.at("/dryRun").asBoolean()).isTrue();
        assertThat(texts(dry.at("/events"), "/type")).isEqualTo(types);
        dry.at("/events").forEach(event -> {
            assertThat(event.at("/stream").asString()).isNotEmpty();
            assertThat(event.at("/summary").asString()).endsWith(".");
            assertThat(event.at("/data").isObject()).isTrue();
        });
        assertThat(command.dry().status()).isEqualTo(200);
        assertThat(service.events()).as("nothing happened").isEqualTo(before);

        assertThat(command.really().status()).isIn(200, 201, 202, 204);
        var stored = service.database()
                .sql("select event_type from ledger where position > ? order by position")
                .param(before)
                .query((row, index) -> row.getString(1))
                .list();
        assertThat(stored)
                .containsExactlyElementsOf(Arrays.asList(types.split(" ")).stream()
                        .filter(type -> !type.isEmpty())
                        .toList());
    }

    private static String texts(JsonNode array, String pointer) {
        return array.valueStream().map(node -> node.at(pointer).asString()).collect(Collectors.joining(" "));
    }

    static Stream<Command> refused() {
        var sku = service.stock(1);
        var shipped = service.order(sku, 1);
        http.post("/orders/" + shipped + "/shipments", null);
        var held = service.stock(10);
        service.order(held, 1);
        var waiting = service.order(held, 1);
        var gone = item();
        http.delete(gone);
        var recalled = service.stock(10);
        var stuck = service.order(recalled, 1);
        http.delete("/inventory/" + recalled + "?whenReserved=recall");
        return Stream.of(
                post("/inventory", "{\"sku\":\"%s\"}".formatted(sku)),
                post("/inventory", "{\"sku\":\"\"}"),
                post("/inventory/NOWHERE/receipts", "{\"quantity\":1}"),
                post(gone + "/receipts", "{\"quantity\":1}"),
                post("/inventory/" + recalled + "/receipts", "{\"quantity\":1}"),
                post("/inventory/" + held + "/adjustments", "{\"counted\":1,\"reason\":\"count\"}"),
                post("/inventory/" + sku + "/adjustments", "{\"delta\":-5,\"reason\":\"count\"}"),
                put("/inventory/" + sku + "/reservations/order-9", "{\"quantity\":9}"),
                put("/inventory/" + sku + "/picks/shipment-9", "{\"orderId\":\"order-9\",\"quantity\":9}"),
                put(picked() + "/picks/shipment-1", "{\"orderId\":\"order-1\",\"quantity\":1}"),
                post("/inventory/" + sku + "/picks/shipment-9/dispatch", null),
                delete("/inventory/" + held),
                delete(picked() + "?whenReserved=recall"),
                delete("/inventory/" + sku + "/deletion"),
                delete("/inventory/" + sku + "?whenReserved=perhaps"),
                post(
                        "/orders",
                        "{\"lines\":[%s,%s]}"
                                .formatted(
                                        "{\"sku\":\"%s\",\"quantity\":9}".formatted(sku),
                                        "{\"sku\":\"NOWHERE\",\"quantity\":1}")),
                post("/orders", Service.orderFor(recalled, 1)),
                post("/orders/" + shipped + "/shipments", null),
                post("/orders/" + shipped + "/cancellation", null),
                post("/orders/" + stuck + "/shipments", null),
                post(
                        "/orders/" + waiting + "/shipments",
                        "{\"lines\":[{\"sku\":\"%s\",\"quantity\":7}]}".formatted(held)),
                post("/orders/" + waiting + "/shipments", "{\"lines\":[{\"sku\":\"OTHER\",\"quantity\":7}]}"),
                post("/orders/" + waiting + "/shipments", "{\"expectedVersion\":7}"),
                put("/orders/" + waiting + "/lines/" + held, "{\"quantity\":99}"),
                put("/orders/" + waiting + "/lines/" + recalled, "{\"quantity\":1}"),
                put("/orders/" + shipped + "/lines/" + held, "{\"quantity\":1}"),
                delete("/orders/" + waiting + "/lines/" + held),
                delete("/orders/" + waiting + "/lines/OTHER"),
                post("/orders/order-0/cancellation", null));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void tells_the_very_refusal_that_the_command_gets(Command command) {
        long before = service.events();
        var dry = command.dry();
        assertThat(service.events()).isEqualTo(before);
        var real = command.really();
        assertThat(real.status()).isBetween(400, 499);
        assertThat(dry.status()).isEqualTo(real.status());
        assertThat(dry.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(facts(dry)).isEqualTo(facts(real));
    }

    /** Without what names the request itself, and the order that it would have placed. */
    private static List<String> facts(Answer answer) {
        return answer.json()
                .propertyStream()
                .filter(fact -> !List.of("correlationId", "instance").contains(fact.getKey()))
                .map(fact -> fact.getKey() + "=" + fact.getValue())
                .toList();
    }

    @Test
    void heeds_what_the_caller_presupposes() {
        var path = item();
        http.post(path + "/receipts", "{\"quantity\":5}");
        var stale = http.send(
                http.request(path + "?dryRun=true").header("If-Match", "\"0\"").DELETE());
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.at("/missedEvents/0/type").asString()).isEqualTo("StockReceived");
        assertThat(http.send(http.request(path + "?dryRun=true")
                                .header("If-Match", "\"1\"")
                                .DELETE())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void takes_no_key() {
        var sku = service.stock(10);
        var key = TimeOrderedIds.next().toString();
        for (var query : List.of("?dryRun=true", "?dryRun=true", "?dryRun=false")) {
            var answer = http.send(http.request("/orders" + query)
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", key)
                    .POST(BodyPublishers.ofString(Service.orderFor(sku, 1))));
            assertThat(answer.status()).isEqualTo(query.endsWith("true") ? 200 : 201);
            assertThat(answer.header("Idempotency-Replayed")).isEmpty();
        }
    }

    @Test
    void is_asked_for_by_true_or_false_and_only_of_commands() {
        var path = item();
        for (var query : List.of("?dryRun=maybe", "?dryRun=", "?dryRun", "?dryRun=TRUE", "?dryRun=true&dryRun=true")) {
            var answer = http.delete(path + query);
            assertThat(answer.status()).as(query).isEqualTo(400);
            assertThat(answer.at("/errors/0/pointer").asString()).isEqualTo("?dryRun");
        }
        assertThat(http.get(path + "?dryRun=true").status()).isEqualTo(400);
        assertThat(http.delete(path + "?dryRun=false").status()).isEqualTo(204);
    }

    @Test
    void thousands_at_once_leave_the_ledger_and_real_commands_alone() throws Exception {
        int dryRuns = 3_000;
        int receipts = 200;
        var sku = service.stock(10);
        var order = service.order(sku, 1);
        long before = service.events();
        var dry = List.of(
                post("/orders", Service.orderFor(sku, 2)),
                post("/orders/" + order + "/shipments", null),
                post("/orders/" + order + "/cancellation", null),
                delete("/inventory/" + sku + "?whenReserved=recall"),
                post("/inventory/" + sku + "/receipts", "{\"quantity\":1000}"));
        var all = new ArrayList<Callable<Answer>>();
        IntStream.range(0, dryRuns)
                .forEach(i -> all.add(() -> dry.get(i % dry.size()).dry()));
        var receipt = post("/inventory/" + sku + "/receipts", "{\"quantity\":1}");
        IntStream.range(0, receipts).forEach(i -> all.add(i * (dryRuns / receipts), receipt::really));
        try (var threads = Executors.newFixedThreadPool(32)) {
            for (var answer : threads.invokeAll(all)) {
                assertThat(answer.get().status()).as(answer.get().text()).isEqualTo(200);
            }
        }
        assertThat(service.events()).isEqualTo(before + receipts);
        var item = http.get("/inventory/" + sku);
        assertThat(item.at("/onHand").asLong()).isEqualTo(10 + receipts);
        assertThat(item.at("/reserved").asLong()).isEqualTo(1);
        assertThat(item.at("/status").asString()).isEqualTo("ACTIVE");
        assertThat(http.post("/orders/" + order + "/shipments", null).status()).isEqualTo(201);
    }
}
