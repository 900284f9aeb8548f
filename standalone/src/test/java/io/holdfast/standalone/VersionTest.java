package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.order.ItemQuantity;
import io.holdfast.order.Claim;
import io.holdfast.order.LineRefusal;
import io.holdfast.order.OrderId;
import io.holdfast.order.ShipmentId;
import io.holdfast.order.Stock;
import io.holdfast.standalone.Http.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A write that says which version it is meant for is decided on that version, or not at all. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class VersionTest {

    @TempDir
    static Path data;

    static Service service;
    static Http http;

    @BeforeAll
    static void start() {
        service = new Service(data, MeanwhileAfterAsking.class, "--holdfast.orders.reconcile-after=1h");
        http = service.http();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /**
     * A write to something that stands at version 1.
     *
     * @param body without its end, so that an expectedVersion can be added; null if it takes none
     */
    record Write(String method, String path, @Nullable String body) {

        Answer send(@Nullable String ifMatch, @Nullable Long expected) {
            var text = body == null ? "" : body + (expected == null ? "" : version(body, expected)) + "}";
            var request = http.request(path)
                    .header("Content-Type", "application/json")
                    .method(method, text.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(text));
            return http.send(ifMatch == null ? request : request.header("If-Match", ifMatch));
        }

        private static String version(String body, long expected) {
            return (body.length() > 1 ? "," : "") + "\"expectedVersion\":" + expected;
        }

        @Override
        public String toString() {
            return method + " "
                    + path.replaceAll("SKU-[0-9a-f-]+", "SKU").replaceAll("(order|shipment)-[0-9a-f-]+", "$1");
        }
    }

    static Stream<Write> writes() {
        return Stream.of(
                new Write("POST", item() + "/receipts", "{\"quantity\":1"),
                new Write("POST", item() + "/adjustments", "{\"delta\":1,\"reason\":\"found\""),
                new Write("PUT", item() + "/reservations/order-1", "{\"quantity\":1"),
                new Write("DELETE", reserved() + "/reservations/order-1", null),
                new Write("PUT", reserved() + "/picks/shipment-1", "{\"orderId\":\"order-1\",\"quantity\":1"),
                new Write("DELETE", item(), null),
                new Write("DELETE", item() + "/deletion", null),
                new Write("DELETE", item() + "/picks/shipment-1", null),
                new Write("POST", item() + "/picks/shipment-1/dispatch", null),
                new Write("PUT", order() + "/lines/" + service.stock(5), "{\"quantity\":2"),
                new Write("DELETE", order() + "/lines/" + service.stock(5), null),
                new Write("POST", order() + "/shipments", "{"),
                new Write("POST", order() + "/cancellation", "{\"reason\":\"late\""));
    }

    private static String item() {
        var path = "/inventory/" + service.stock(10);
        http.post(path + "/receipts", "{\"quantity\":5,\"reference\":\"PO-77\"}");
        return path;
    }

    private static String reserved() {
        var path = "/inventory/" + service.stock(10);
        http.put(path + "/reservations/order-1", "{\"quantity\":2}");
        return path;
    }

    /** Two of its three units have been shipped. */
    private static String order() {
        var sku = service.stock(10);
        var path = "/orders/" + service.order(sku, 3);
        var shipped = http.post(path + "/shipments", "{\"lines\":[{\"sku\":\"%s\",\"quantity\":2}]}".formatted(sku));
        assertThat(shipped.status()).isEqualTo(201);
        return path;
    }

    @ParameterizedTest
    @MethodSource("writes")
    void a_stale_tag_is_a_412_that_tells_what_was_missed(Write write) {
        long before = commands();
        var stale = write.send("\"0\"", null);
        assertThat(stale.status()).as(stale.text()).isEqualTo(412);
        assertThat(stale.at("/message").isMissingNode()).isTrue();
        assertStale(stale, 0);
        assertThat(commands()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("writes")
    void a_stale_version_in_the_body_is_a_409_that_tells_what_was_missed(Write write) {
        if (write.body() == null) {
            assertThat(write.method().equals("DELETE") || write.path().endsWith("/dispatch"))
                    .as("whatever has a body may say a version in it")
                    .isTrue();
            return;
        }
        long before = commands();
        var stale = write.send(null, 0L);
        assertThat(stale.status()).as(stale.text()).isEqualTo(409);
        assertThat(stale.at("/message").asString()).startsWith("Conflict: ").endsWith("is at version 1, not 0.");
        assertStale(stale, 0);
        assertThat(commands()).isEqualTo(before);
    }

    private static void assertStale(Answer stale, long expected) {
        assertThat(stale.problem()).isEqualTo("stale-version");
        assertThat(stale.at("/retry").asString()).isEqualTo("AFTER_READ");
        assertThat(stale.at("/expectedVersion").asLong()).isEqualTo(expected);
        assertThat(stale.at("/currentVersion").asLong()).isEqualTo(1);
        assertThat(stale.at("/missedEvents").size()).isEqualTo(1);
        var missed = stale.at("/missedEvents/0");
        assertThat(missed.at("/version").asLong()).isEqualTo(1);
        assertThat(missed.at("/type").asString()).isIn("StockReceived", "StockReserved", "ShipmentRecorded");
        assertThat(missed.at("/at").asString()).startsWith("20").endsWith("Z");
        assertThat(missed.at("/by").asString()).isEqualTo("anonymous");
        assertThat(missed.at("/summary").asString()).endsWith(".");
    }

    @ParameterizedTest
    @MethodSource("writes")
    void the_version_that_it_has_lets_a_write_be_decided(Write write) {
        var decided = write.send("\"1\"", write.body() == null ? null : 1L);
        assertThat(decided.problem()).isIn("", "illegal-transition", "not-found");
        assertThat(decided.status()).isIn(200, 201, 204, 404, 409);
    }

    @Test
    void each_of_two_that_contradict_each_other_has_to_hold() {
        var write = new Write("POST", item() + "/receipts", "{\"quantity\":1");
        assertThat(write.send("\"1\"", 0L).status()).isEqualTo(409);
        assertThat(write.send("\"0\"", 1L).status()).isEqualTo(412);
        assertThat(write.send("\"0\"", 0L).status()).isEqualTo(412);
        assertThat(write.send("\"1\"", 1L).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "\"1\"", "\"0\", \"1\"", "\"1\",W/\"0\"", ", \"1\" ,,", " * ", "\"no version\",\"1\""})
    void a_tag_that_matches_is_enough(String ifMatch) {
        var receipt = new Write("POST", item() + "/receipts", "{\"quantity\":1");
        assertThat(receipt.send(ifMatch.replace("no version", "x"), null).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "W/\"1\"",
                "\"01\"",
                "\"+1\"",
                "\"\"",
                "\"x\"",
                "\"0\", \"2\"",
                "\"1*\"",
                "\"99999999999999999999\""
            })
    void no_tag_that_matches_is_a_412(String ifMatch) {
        var answer = new Write("POST", item() + "/receipts", "{\"quantity\":1").send(ifMatch, null);
        assertThat(answer.status()).as(answer.text()).isEqualTo(412);
        assertThat(answer.problem()).isEqualTo("stale-version");
        assertThat(answer.at("/currentVersion").asLong()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1", "\"1", "1\"", "*, \"1\"", "\"1\" \"2\"", "w/\"1\"", "W/ \"1\"", "\"a b\"", "**", "'1'"})
    void what_is_no_list_of_tags_is_a_400_that_names_the_header(String ifMatch) {
        var answer = new Write("POST", item() + "/receipts", "{\"quantity\":1").send(ifMatch, null);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("invalid-request");
        assertThat(answer.at("/errors/0/pointer").asString()).isEqualTo("If-Match");
    }

    @Test
    void several_headers_are_one_list() {
        var path = item() + "/receipts";
        var answer = http.send(http.request(path)
                .header("Content-Type", "application/json")
                .header("If-Match", "\"0\"")
                .header("If-Match", "\"1\"")
                .POST(BodyPublishers.ofString("{\"quantity\":1}")));
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void nothing_matches_what_does_not_exist() {
        for (var ifMatch : List.of("*", "\"0\"")) {
            assertMissing(new Write("POST", "/inventory/NOWHERE/receipts", "{\"quantity\":1").send(ifMatch, null));
            assertMissing(new Write("DELETE", "/inventory/NOWHERE", null).send(ifMatch, null));
            assertMissing(new Write("POST", "/orders/order-0/shipments", "{").send(ifMatch, null));
            assertMissing(new Write("POST", "/orders/order-0/cancellation", "{").send(ifMatch, null));
            assertMissing(new Write("POST", "/inventory", "{\"sku\":\"NOWHERE\"").send(ifMatch, null));
        }
        var unknown = new Write("POST", "/inventory/NOWHERE/receipts", "{\"quantity\":1").send(null, 0L);
        assertThat(unknown.status()).isEqualTo(404);
    }

    private static void assertMissing(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(412);
        assertThat(answer.at("/currentVersion").isMissingNode()).isTrue();
        assertThat(answer.at("/detail").asString()).startsWith("There is no ");
    }

    @Test
    void an_order_that_presupposes_itself_asks_for_nothing() {
        var sku = service.stock(10);
        var placing = new Write("POST", "/orders", "{\"lines\":[{\"sku\":\"%s\",\"quantity\":1}]".formatted(sku));
        assertMissing(placing.send("*", null));
        assertThat(service.events("stock-" + sku + "@main")).containsExactly("StockItemRegistered");
    }

    @Test
    void a_stale_shipment_asks_for_nothing() {
        var sku = service.stock(10);
        var order = service.order(sku, 3);
        http.post("/orders/" + order + "/shipments", "{\"lines\":[{\"sku\":\"%s\",\"quantity\":1}]}".formatted(sku));
        var before = service.events("stock-" + sku + "@main");
        assertThat(new Write("POST", "/orders/" + order + "/shipments", "{")
                        .send("\"0\"", null)
                        .status())
                .isEqualTo(412);
        assertThat(service.events("stock-" + sku + "@main")).isEqualTo(before);
    }

    @Test
    void a_shipment_whose_order_changes_while_it_asks_is_stale_and_gives_back() {
        var sku = service.stock(10);
        var order = service.order(sku, 3);
        var one = "{\"lines\":[{\"sku\":\"%s\",\"quantity\":1}]".formatted(sku);
        var other = new Write("POST", "/orders/" + order + "/shipments", one);
        MeanwhileAfterAsking.meanwhile =
                () -> assertThat(other.send(null, null).status()).isEqualTo(201);
        var stale = other.send("\"0\"", null);
        assertThat(stale.status()).as(stale.text()).isEqualTo(412);
        assertThat(stale.at("/currentVersion").asLong()).isEqualTo(1);
        assertThat(stale.at("/missedEvents/0/type").asString()).isEqualTo("ShipmentRecorded");
        var item = http.get("/inventory/" + sku);
        assertThat(item.at("/picked").asLong()).isZero();
        assertThat(item.at("/reserved").asLong()).isEqualTo(2);
        assertThat(item.at("/onHand").asLong()).isEqualTo(9);
    }

    @Test
    void a_change_of_a_line_whose_order_changes_while_it_asks_is_stale_and_gives_back() {
        var sku = service.stock(10);
        var order = service.order(sku, 3);
        var change = new Write("PUT", "/orders/" + order + "/lines/" + sku, "{\"quantity\":7");
        MeanwhileAfterAsking.meanwhile =
                () -> assertThat(http.post("/orders/" + order + "/shipments", Service.orderFor(sku, 1))
                                .status())
                        .isEqualTo(201);
        var stale = change.send("\"0\"", null);
        assertThat(stale.status()).as(stale.text()).isEqualTo(412);
        assertThat(stale.at("/missedEvents/0/type").asString()).isEqualTo("ShipmentRecorded");
        assertThat(http.get("/inventory/" + sku).at("/reserved").asLong()).isEqualTo(2);

        MeanwhileAfterAsking.meanwhile =
                () -> assertThat(http.post("/orders/" + order + "/shipments", Service.orderFor(sku, 1))
                                .status())
                        .isEqualTo(201);
        assertThat(change.send(null, null).status())
                .as("who presupposes nothing is decided anew")
                .isEqualTo(200);
        assertThat(http.get("/inventory/" + sku).at("/reserved").asLong()).isEqualTo(5);
    }

    @Test
    void a_stale_change_of_a_line_asks_for_nothing() {
        var sku = service.stock(10);
        var line = "/orders/" + service.order(sku, 3) + "/lines/" + sku;
        assertThat(http.put(line, "{\"quantity\":4}").status()).isEqualTo(200);
        var before = service.events("stock-" + sku + "@main");
        assertThat(new Write("PUT", line, "{\"quantity\":9").send("\"0\"", null).status())
                .isEqualTo(412);
        assertThat(new Write("PUT", line, "{\"quantity\":9").send(null, 0L).status())
                .isEqualTo(409);
        assertThat(service.events("stock-" + sku + "@main")).isEqualTo(before);
        assertThat(new Write("PUT", line, "{\"quantity\":9").send("\"1\"", 1L).status())
                .isEqualTo(200);
    }

    @Test
    void of_many_with_the_same_version_one_is_accepted() throws Exception {
        var path = item();
        var write = new Write("POST", path + "/receipts", "{\"quantity\":1");
        Callable<Answer> send = () -> write.send("\"1\"", null);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var statuses = threads.invokeAll(Collections.nCopies(20, send)).stream()
                    .map(answer -> answer.resultNow().status())
                    .toList();
            assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
            assertThat(statuses).filteredOn(status -> status == 412).hasSize(19);
        }
        assertThat(http.get(path).at("/version").asLong()).isEqualTo(2);
    }

    @Test
    void of_very_many_missed_events_the_last_hundred_are_told() {
        var path = item();
        for (int i = 0; i < 120; i++) {
            http.post(path + "/receipts", "{\"quantity\":1}");
        }
        var stale = new Write("DELETE", path, null).send("\"1\"", null);
        assertThat(stale.at("/currentVersion").asLong()).isEqualTo(121);
        assertThat(stale.at("/missedEvents").size()).isEqualTo(100);
        assertThat(stale.at("/missedEvents/0/version").asLong()).isEqualTo(22);
        assertThat(stale.at("/missedEvents/99/version").asLong()).isEqualTo(121);
    }

    @Test
    void what_a_reader_has_already_is_not_sent_again() {
        var path = item();
        for (var known : List.of("\"1\"", "W/\"1\"", "\"0\", \"1\"")) {
            var answer =
                    http.send(http.request(path).header("If-None-Match", known).GET());
            assertThat(answer.status()).as(known).isEqualTo(304);
            assertThat(answer.text()).isEmpty();
            assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        }
        assertThat(http.send(http.request(path).header("If-None-Match", "\"0\"").GET())
                        .status())
                .isEqualTo(200);
        var list = http.get("/inventory?limit=1");
        assertThat(http.send(http.request("/inventory?limit=1")
                                .header("If-None-Match", list.header("ETag"))
                                .GET())
                        .status())
                .isEqualTo(304);
    }

    private static long commands() {
        return service.count("select count(*) from ledger");
    }

    /** Something happens when inventory has granted a shipment, or the change of a line. */
    @Configuration(proxyBeanMethods = false)
    static class MeanwhileAfterAsking {

        static volatile @Nullable Runnable meanwhile;

        @Bean
        static BeanPostProcessor meanwhileAfterAsking() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof Stock stock ? new Interrupted(stock) : bean;
                }
            };
        }

        static void happen() {
            var once = meanwhile;
            meanwhile = null;
            if (once != null) {
                once.run();
            }
        }
    }

    record Interrupted(Stock stock) implements Stock {

        @Override
        public List<LineRefusal> reserve(OrderId order, List<ItemQuantity> lines) {
            return stock.reserve(order, lines);
        }

        @Override
        public List<LineRefusal> pick(ShipmentId shipment, OrderId order, List<ItemQuantity> lines) {
            var answer = stock.pick(shipment, order, lines);
            MeanwhileAfterAsking.happen();
            return answer;
        }

        @Override
        public List<LineRefusal> raise(OrderId order, Claim claim) {
            var answer = stock.raise(order, claim);
            MeanwhileAfterAsking.happen();
            return answer;
        }

        @Override
        public boolean lower(OrderId order, Claim claim) {
            return stock.lower(order, claim);
        }

        @Override
        public void release(OrderId order, List<ItemQuantity> lines) {
            stock.release(order, lines);
        }

        @Override
        public void unpick(ShipmentId shipment, List<ItemQuantity> lines) {
            stock.unpick(shipment, lines);
        }

        @Override
        public void dispatch(ShipmentId shipment, List<ItemQuantity> lines) {
            stock.dispatch(shipment, lines);
        }
    }
}
