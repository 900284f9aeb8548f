package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.holdfast.client.Holdfast;
import io.holdfast.client.Inventory;
import io.holdfast.client.Item;
import io.holdfast.client.NewOrder;
import io.holdfast.client.Order;
import io.holdfast.client.Orders;
import io.holdfast.client.Patience;
import io.holdfast.client.Problem;
import io.holdfast.client.Result;
import io.holdfast.client.Result.Done;
import io.holdfast.client.Result.GaveUp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.axonframework.common.Registration;
import org.axonframework.config.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The Java client where others change the same, and where connections break: what it wants is done once. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Isolated("It measures how long a call takes.")
class RetryTest {

    @TempDir
    static Path data;

    static Service service;

    @BeforeAll
    static void start() {
        service = new Service(data, "--holdfast.orders.reconcile-after=1h");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static Holdfast client(int port) {
        return Holdfast.at(ClientTest.address(port));
    }

    private static long onHand(Item item) {
        return client(service.http().port()).send(Inventory.get(item)).orThrow().onHand();
    }

    @Test
    void of_two_clients_that_count_up_at_once_every_change_lands_once() {
        int changes = 40;
        var item = Item.of(service.stock(0));
        var decisions = new AtomicLong();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 2)
                    .forEach(i -> clients.execute(() -> {
                        var holdfast = client(service.http().port())
                                .with(Patience.DEFAULT.reads(100).total(Duration.ofMinutes(2)));
                        for (int change = 0; change < changes; change++) {
                            holdfast.change(Inventory.get(item), now -> {
                                        decisions.incrementAndGet();
                                        return Inventory.count(item, now.onHand() + 1, "one more");
                                    })
                                    .orThrow();
                        }
                    }));
        }
        assertThat(onHand(item)).isEqualTo(2L * changes);
        assertThat(service.events("stock-%s@main".formatted(item.sku()))).hasSize(1 + 2 * changes);
        assertThat(decisions.get()).as("they met").isGreaterThan(2L * changes);
    }

    @Test
    void an_order_whose_answer_is_cut_off_is_placed_once() throws Exception {
        var sku = service.stock(10);
        try (var cable = new Cable(service.http().port());
                var gate = new Gate(sku)) {
            var holdfast = client(cable.port());
            var placing =
                    CompletableFuture.supplyAsync(() -> holdfast.send(Orders.place(NewOrder.of(Item.of(sku), 2))));
            gate.awaitSomebody();
            cable.unplug();
            gate.open();
            await().until(() ->
                    service.http().get("/inventory/" + sku).at("/version").asLong() > 0);
            cable.plugIn();
            Result<Order> result = placing.get();
            var done = assertInstanceOf(Done.class, result);
            assertThat(done.replayed()).isTrue();
            assertThat(service.events(result.orThrow().orderId())).containsExactly("OrderPlaced");
            assertThat(service.http().get("/inventory/" + sku).at("/reserved").asLong())
                    .isEqualTo(2);
        }
    }

    @Test
    void an_order_that_is_still_being_placed_is_not_placed_again() throws Exception {
        var sku = service.stock(10);
        var holdfast = client(service.http().port());
        var placing = Orders.place(NewOrder.of(Item.of(sku), 2));
        CompletableFuture<Result<Order>> first;
        try (var gate = new Gate(sku)) {
            first = CompletableFuture.supplyAsync(() -> holdfast.send(placing));
            gate.awaitSomebody();
            var gaveUp = assertInstanceOf(
                    GaveUp.class, holdfast.with(Patience.DEFAULT.attempts(3)).send(placing));
            assertThat(assertInstanceOf(Problem.class, gaveUp.last()).slug()).isEqualTo("request-in-progress");
            assertThat(gaveUp.mayHaveHappened()).isTrue();
        }
        var order = first.get().orThrow().orderId();
        assertThat(holdfast.send(placing).orThrow().orderId()).isEqualTo(order);
        assertThat(service.events(order)).containsExactly("OrderPlaced");
        assertThat(service.http().get("/inventory/" + sku).at("/reserved").asLong())
                .isEqualTo(2);
    }

    @Test
    void without_a_service_patience_ends_in_time_and_the_same_write_is_done_once_later() {
        var item = Item.of(service.stock(10));
        try (var cable = new Cable(service.http().port())) {
            cable.unplug();
            var holdfast = client(cable.port()).with(Patience.DEFAULT.total(Duration.ofSeconds(2)));
            var receipt = Inventory.receive(item, 5, null);
            long begin = System.nanoTime();
            assertInstanceOf(GaveUp.class, holdfast.send(receipt));
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
            cable.plugIn();
            holdfast.send(receipt).orThrow();
            holdfast.send(receipt).orThrow();
            assertThat(onHand(item)).isEqualTo(15);
        }
    }

    /** Holds up whatever is about this SKU before it is decided, until it is opened. */
    private static final class Gate implements AutoCloseable {

        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch opened = new CountDownLatch(1);
        private final Registration registration;

        Gate(String sku) {
            registration = service.bean(Configuration.class)
                    .commandBus()
                    .registerDispatchInterceptor(commands -> (i, command) -> {
                        if (command.getPayload().toString().contains(sku)) {
                            entered.countDown();
                            await().until(() -> opened.getCount() == 0);
                        }
                        return command;
                    });
        }

        void awaitSomebody() throws InterruptedException {
            entered.await();
        }

        void open() {
            opened.countDown();
        }

        @Override
        public void close() {
            open();
            registration.cancel();
        }
    }
}
