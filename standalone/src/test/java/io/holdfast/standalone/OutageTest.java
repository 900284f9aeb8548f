package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.client.Holdfast;
import io.holdfast.client.Inventory;
import io.holdfast.client.Item;
import io.holdfast.client.NewOrder;
import io.holdfast.client.Orders;
import io.holdfast.client.Patience;
import io.holdfast.client.Problem;
import io.holdfast.client.Result.GaveUp;
import io.holdfast.ledger.LedgerCheck;
import io.holdfast.ledger.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The database server goes away under load, and comes back. An embedded database cannot do that. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Isolated
class OutageTest {

    static final Duration AWAY = Duration.ofSeconds(20);
    static final int CLIENTS = 4;

    @Test
    void callers_are_told_to_come_back_and_the_service_recovers_by_itself(@TempDir Path data) throws Exception {
        var database = TestDatabase.of(data);
        try (var cable = new Cable(database.port());
                var service = new Service(
                        data,
                        "--spring.datasource.url=" + database.urlAt(cable.port()),
                        "--holdfast.orders.reconcile-after=1s")) {
            var sku = service.stock(1_000_000);
            var shop = new Shop(service.http(), sku);
            shop.open();

            await().until(() -> shop.placed.size() > 50);
            cable.unplug();
            long gone = System.nanoTime();
            long before = shop.refused.size();
            await().atMost(AWAY.multipliedBy(2))
                    .until(() -> System.nanoTime() - gone > AWAY.toNanos() && shop.refused.size() >= before + CLIENTS);
            int placedBefore = shop.placed.size();
            assertThat(service.http().get("/orders").status()).isEqualTo(503);
            assertThat(service.http().get("/inventory/" + sku).status()).isEqualTo(503);
            cable.plugIn();
            await().until(() -> shop.placed.size() > placedBefore + 50);
            shop.shut();

            assertThat(shop.refused).allSatisfy(refusal -> {
                assertThat(refusal.status()).as(refusal.text()).isEqualTo(503);
                assertThat(refusal.problem()).isEqualTo("unavailable");
                assertThat(refusal.header("Retry-After")).isEqualTo("1");
            });
            for (var order : shop.placed) {
                assertThat(service.events(order)).as(order).containsExactly("OrderPlaced");
            }
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(service.http()
                                    .get("/inventory/" + sku)
                                    .at("/reserved")
                                    .asLong())
                            .as("a unit for each order, none for what was cut off")
                            .isEqualTo(service.count("select count(*) from ledger where event_type = 'OrderPlaced'")));
        }
        assertThat(LedgerCheck.of(database).findings()).isEmpty();
    }

    @Test
    void a_client_that_comes_back_as_it_is_told_does_not_notice_much(@TempDir Path data) {
        var database = TestDatabase.of(data);
        try (var cable = new Cable(database.port());
                var service = new Service(data, "--spring.datasource.url=" + database.urlAt(cable.port()))) {
            var holdfast = Holdfast.at(ClientTest.address(service.http().port()));
            var tea = Item.of(service.stock(10));
            cable.unplug();
            var hasty = holdfast.with(Patience.DEFAULT.total(Duration.ofMillis(1)));
            assertThat(hasty.send(Inventory.get(tea))).isInstanceOf(GaveUp.class);
            var placing = Orders.place(NewOrder.of(tea, 2));
            assertThat(holdfast.with(Patience.DEFAULT.attempts(1)).send(placing))
                    .isInstanceOfSatisfying(
                            GaveUp.class,
                            gaveUp -> assertThat(gaveUp.last())
                                    .isInstanceOfSatisfying(
                                            Problem.class,
                                            problem ->
                                                    assertThat(problem.slug()).isEqualTo("unavailable")));
            var placed = CompletableFuture.supplyAsync(() -> holdfast.send(placing));
            await().during(Duration.ofSeconds(3)).until(() -> !placed.isDone());
            cable.plugIn();
            var order = placed.join().orThrow().orderId();
            assertThat(service.events(order)).containsExactly("OrderPlaced");
            assertThat(holdfast.send(Inventory.get(tea)).orThrow().reserved()).isEqualTo(2);
        }
    }

    /** Clients that place orders, whatever they are answered. */
    private static final class Shop {

        final Set<String> placed = ConcurrentHashMap.newKeySet();
        final ConcurrentLinkedQueue<Http.Answer> refused = new ConcurrentLinkedQueue<>();
        private final Http http;
        private final String sku;
        private final List<Thread> clients = new ArrayList<>();
        private volatile boolean open = true;

        Shop(Http http, String sku) {
            this.http = http;
            this.sku = sku;
        }

        void open() {
            IntStream.range(0, CLIENTS)
                    .forEach(i -> clients.add(Thread.ofVirtual().start(this::work)));
        }

        private void work() {
            while (open) {
                var answer = http.post("/orders", Service.orderFor(sku, 1));
                if (answer.status() == 201) {
                    placed.add(answer.at("/orderId").asString());
                } else {
                    refused.add(answer);
                }
            }
        }

        void shut() throws InterruptedException {
            open = false;
            for (var client : clients) {
                client.join();
            }
        }
    }
}
