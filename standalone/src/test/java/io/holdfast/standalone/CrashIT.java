package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process dies, for real. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CrashIT {

    static final int CLIENTS = 8;

    @TempDir
    Path data;

    @Test
    void between_asking_and_recording_an_order_leaves_a_hold_that_is_given_back() {
        try (var program = Program.of(DiesBetweenTheBeats.class, data, "--dies-before=placing")) {
            assertThat(program.http()
                            .post("/inventory", "{\"sku\":\"TEA\",\"onHand\":10}")
                            .status())
                    .isEqualTo(201);
            assertThatThrownBy(() -> program.http().post("/orders", Service.orderFor("TEA", 2)))
                    .isInstanceOf(UncheckedIOException.class);
            assertThat(program.awaitExit()).isEqualTo(DiesBetweenTheBeats.EXIT_CODE);
        }
        try (var service = new Service(data, "--holdfast.orders.reconcile-after=1s")) {
            assertThat(service.count("select count(*) from ledger where event_type = 'StockReserved'"))
                    .as("it died after asking")
                    .isEqualTo(1);
            awaitAvailable(service, 10);
            assertThat(service.count("select count(*) from ledger where event_type = 'OrderAbandoned'"))
                    .isEqualTo(1);
            assertThat(service.http().get("/orders").at("/items").size()).isZero();
        }
    }

    @Test
    void between_asking_and_recording_a_shipment_leaves_a_pick_that_goes_back_to_its_order() {
        String order;
        try (var program = Program.of(DiesBetweenTheBeats.class, data, "--dies-before=shipping")) {
            program.http().post("/inventory", "{\"sku\":\"TEA\",\"onHand\":10}");
            order = program.http()
                    .post("/orders", Service.orderFor("TEA", 2))
                    .at("/orderId")
                    .asString();
            assertThatThrownBy(() -> program.http().post("/orders/" + order + "/shipments", null))
                    .isInstanceOf(UncheckedIOException.class);
            assertThat(program.awaitExit()).isEqualTo(DiesBetweenTheBeats.EXIT_CODE);
        }
        try (var service = new Service(data, "--holdfast.orders.reconcile-after=1s")) {
            assertThat(service.events("stock-TEA@main"))
                    .as("it died after asking")
                    .containsExactly("StockItemRegistered", "StockReserved", "StockPicked");
            await().untilAsserted(() ->
                    assertThat(service.events(order)).containsExactly("OrderPlaced", "ShipmentAbandoned"));
            awaitAvailable(service, 8);
            assertThat(service.http()
                            .post("/orders/" + order + "/shipments", null)
                            .status())
                    .isEqualTo(201);
            assertThat(service.http().get("/inventory/TEA").at("/onHand").asLong())
                    .isEqualTo(8);
        }
    }

    @RepeatedTest(3)
    void by_kill_9_right_after_an_answer_loses_nothing_that_was_answered() throws Exception {
        List<String> answered;
        try (var program = Program.packaged(data)) {
            assertThat(program.http()
                            .post("/inventory", "{\"sku\":\"TEA\",\"onHand\":1000000}")
                            .status())
                    .isEqualTo(201);
            answered = placeUntilKilled(program);
        }
        assertThat(answered).hasSizeGreaterThanOrEqualTo(CLIENTS);
        try (var service = new Service(data, "--holdfast.orders.reconcile-after=1s")) {
            for (var order : answered) {
                var read = service.http().get("/orders/" + order);
                assertThat(read.status()).as(order).isEqualTo(200);
                assertThat(read.at("/status").asString()).isEqualTo("OPEN");
            }
            await().untilAsserted(() -> assertThat(
                            service.http().get("/inventory/TEA").at("/reserved").asLong())
                    .as("one unit for each order, and none for what was under way")
                    .isEqualTo(service.count("select count(*) from ledger where event_type = 'OrderPlaced'")));
        }
    }

    /** Several clients place orders as fast as they can; the process is killed when one of them got some answers. */
    private static List<String> placeUntilKilled(Program program) throws Exception {
        var enough = new CountDownLatch(CLIENTS * 20);
        var clients = new ArrayList<Future<List<String>>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < CLIENTS; client++) {
                clients.add(threads.submit(() -> {
                    var answered = new ArrayList<String>();
                    try {
                        while (true) {
                            var answer = program.http().post("/orders", Service.orderFor("TEA", 1));
                            assertThat(answer.status()).as(answer.text()).isEqualTo(201);
                            answered.add(answer.at("/orderId").asString());
                            enough.countDown();
                        }
                    } catch (UncheckedIOException killed) {
                        return answered;
                    }
                }));
            }
            enough.await();
            program.kill();
        }
        var all = new ArrayList<String>();
        for (var client : clients) {
            all.addAll(client.get());
        }
        return all;
    }

    private static void awaitAvailable(Service service, long units) {
        await().untilAsserted(() -> {
            var item = service.http().get("/inventory/TEA");
            assertThat(item.at("/available").asLong()).isEqualTo(units);
            assertThat(item.at("/picked").asLong()).isZero();
        });
    }
}
