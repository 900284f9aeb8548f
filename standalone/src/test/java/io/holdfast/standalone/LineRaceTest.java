package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.standalone.Http.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A line is changed while something else happens to its order or its stock. Whoever wins, every answer is one that a caller can
 * act on, and when all is quiet inventory holds what the order wants: with a reconciler that is too slow to help.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LineRaceTest {

    static final int ROUNDS = Integer.getInteger("holdfast.rounds", 15);

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

    /** Something that a caller does to an order of four of an item. */
    interface Doing {
        Answer to(String order, String sku);
    }

    static Stream<Arguments> rivals() {
        Doing more = (order, sku) -> http.put("/orders/" + order + "/lines/" + sku, "{\"quantity\":7}");
        Doing evenMore = (order, sku) -> http.put("/orders/" + order + "/lines/" + sku, "{\"quantity\":9}");
        Doing fewer = (order, sku) -> http.put("/orders/" + order + "/lines/" + sku, "{\"quantity\":1}");
        Doing ship = (order, sku) -> http.post("/orders/" + order + "/shipments", null);
        Doing shipSome = (order, sku) -> http.post("/orders/" + order + "/shipments", Service.orderFor(sku, 2));
        Doing cancel = (order, sku) -> http.post("/orders/" + order + "/cancellation", null);
        Doing recall = (order, sku) -> http.delete("/inventory/" + sku + "?whenReserved=recall");
        Doing remove = (order, sku) -> http.delete("/orders/" + order + "/lines/" + sku);
        return Stream.of(
                Arguments.of("more against more", List.of(more, evenMore)),
                Arguments.of("more against fewer", List.of(more, fewer)),
                Arguments.of("more against shipping all", List.of(more, ship)),
                Arguments.of("more against shipping some", List.of(more, shipSome)),
                Arguments.of("fewer against shipping all", List.of(fewer, ship)),
                Arguments.of("fewer against shipping some", List.of(fewer, shipSome)),
                Arguments.of("more against cancelling", List.of(more, cancel)),
                Arguments.of("fewer against cancelling", List.of(fewer, cancel)),
                Arguments.of("more against recalling", List.of(more, recall)),
                Arguments.of("fewer against recalling", List.of(fewer, recall)),
                Arguments.of("removing against more", List.of(remove, more)),
                Arguments.of("removing against shipping", List.of(remove, ship)),
                Arguments.of("everybody", List.of(more, fewer, shipSome, evenMore, shipSome, fewer)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rivals")
    void inventory_holds_what_the_order_wants(String name, List<Doing> rivals) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var sku = service.stock(10);
            var other = service.stock(1);
            var order = http.post(
                            "/orders",
                            "{\"lines\":[{\"sku\":\"%s\",\"quantity\":4},{\"sku\":\"%s\",\"quantity\":1}]}"
                                    .formatted(sku, other))
                    .at("/orderId")
                    .asString();
            var calls = new ArrayList<Callable<Answer>>();
            rivals.forEach(rival -> calls.add(() -> rival.to(order, sku)));
            var answers = Together.all(calls);
            assertThat(answers).allSatisfy(answer -> {
                assertThat(answer.status()).as(answer.text()).isLessThan(500);
                assertThat(answer.problem())
                        .isIn(
                                "",
                                "illegal-transition",
                                "insufficient-stock",
                                "stock-being-deleted",
                                "stock-deleted",
                                "stock-held",
                                "not-found",
                                "contention");
            });
            assertThat(answers).as("somebody wins").anyMatch(answer -> answer.status() < 300);
            await().untilAsserted(() -> assertHeld(order, sku));
        }
    }

    private static void assertHeld(String order, String sku) {
        long wanted = 0;
        long shipped = 0;
        var read = http.get("/orders/" + order);
        for (var line : read.at("/lines")) {
            if (line.at("/sku").asString().equals(sku)) {
                shipped = line.at("/shipped").asLong();
                wanted = line.at("/quantity").asLong() - shipped;
            }
        }
        if (!read.at("/status").asString().equals("OPEN")) {
            wanted = 0;
        }
        var item = http.get("/inventory/" + sku);
        if (item.status() == 410) {
            assertThat(wanted).as("of an item that is gone").isZero();
            return;
        }
        assertThat(item.at("/reserved").asLong()).as(read.text()).isEqualTo(wanted);
        assertThat(item.at("/picked").asLong()).isZero();
        assertThat(item.at("/onHand").asLong()).isEqualTo(10 - shipped);
    }
}
