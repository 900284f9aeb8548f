package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.ledger.LedgerCheck;
import io.holdfast.ledger.TestDatabase;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * The packaged program is killed in the middle of its work, again and again on the same database. As often as {@code
 * -Dholdfast.kills=} says, 10 times by default.
 */
@Timeout(value = 1, unit = TimeUnit.HOURS) // for as many kills as asked for
@DisplayNameGeneration(ReplaceUnderscores.class)
class DurabilityIT {

    static final int KILLS = Integer.getInteger("holdfast.kills", 10);
    static final List<String> SKUS =
            IntStream.range(0, 5).mapToObj(i -> "TEA-" + i).toList();

    @TempDir
    Path data;

    /** What the program has acknowledged, as the ledger must show it: {@code OrderPlaced order-1}. */
    private final Set<String> acknowledged = new HashSet<>();

    @Test
    void kill_9_loses_nothing_that_was_acknowledged_and_does_nothing_twice() throws Exception {
        var database = TestDatabase.of(data);
        var random = new Random(42);
        for (int kill = 1; kill <= KILLS; kill++) {
            try (var program = Program.packaged(data, "--holdfast.orders.reconcile-after=1s")) {
                stockUp(program.http());
                awaitNothingHeldInVain(program.http());
                acknowledged.addAll(Customers.of(program).untilKilledAfter(50 + random.nextInt(350)));
            }
            var recorded = recorded(database);
            var as = "kill %d of %d".formatted(kill, KILLS);
            assertThat(LedgerCheck.of(database).findings()).as(as).isEmpty();
            assertThat(recorded.entrySet()).as(as + ": done twice").noneMatch(event -> event.getValue() > 1);
            assertThat(acknowledged).as(as + ": lost").allMatch(recorded::containsKey);
            assertThat(known(database))
                    .as(as + ": personal data without its event, or the other way round")
                    .isEqualTo(registered(recorded.keySet()));
        }
        try (var program = Program.packaged(data, "--holdfast.orders.reconcile-after=1s")) {
            awaitNothingHeldInVain(program.http());
        }
        System.out.printf(
                "%s: %d kills, %d acknowledged, 0 lost, 0 doubled, %d events%n",
                database.kind(),
                KILLS,
                acknowledged.size(),
                LedgerCheck.of(database).events());
    }

    private static void stockUp(Http http) {
        for (var sku : SKUS) {
            assertThat(http.post("/inventory", "{\"sku\":\"%s\",\"onHand\":1000000}".formatted(sku))
                            .status())
                    .isIn(201, 409);
        }
    }

    /** What open orders want and what is reserved must agree, before long, and nothing is left on its way. */
    private static void awaitNothingHeldInVain(Http http) {
        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
            var wanted = wanted(http);
            for (var sku : SKUS) {
                var item = http.get("/inventory/" + sku);
                assertThat(item.at("/picked").asLong()).as(sku).isZero();
                assertThat(item.at("/reserved").asLong()).as(sku).isEqualTo(wanted.getOrDefault(sku, 0L));
            }
        });
    }

    private static Map<String, Long> wanted(Http http) {
        var wanted = new HashMap<String, Long>();
        var page = "/orders?status=OPEN&limit=500";
        while (!page.isEmpty()) {
            var orders = http.get(page);
            orders.at("/items")
                    .forEach(order -> order.at("/lines")
                            .forEach(line -> wanted.merge(
                                    line.at("/sku").asString(),
                                    line.at("/quantity").asLong()
                                            - line.at("/shipped").asLong(),
                                    Long::sum)));
            page = orders.at("/next").asString("");
        }
        return wanted;
    }

    /** How often each of the events is in the ledger that a caller can be told of; orders also by what they were for. */
    private static Map<String, Integer> recorded(TestDatabase database) throws SQLException {
        var json = JsonMapper.shared();
        var recorded = new HashMap<String, Integer>();
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select event_type, stream_id, payload from ledger"
                        + " where event_type in ('OrderPlaced', 'OrderCancelled', 'ShipmentRecorded', "
                        + "'CustomerRegistered', 'CustomerErased')")) {
            while (rows.next()) {
                recorded.merge(rows.getString(1) + " " + rows.getString(2), 1, Integer::sum);
                if (rows.getString(1).equals("OrderPlaced")) {
                    var customer = json.readTree(rows.getString(3)).at("/customerId");
                    recorded.merge("OrderPlaced for " + customer.asString(), 1, Integer::sum);
                }
            }
        }
        return recorded;
    }

    /** Whose personal data there is. */
    private static Set<String> known(TestDatabase database) throws SQLException {
        var known = new HashSet<String>();
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select customer_id from customers")) {
            while (rows.next()) {
                known.add(rows.getString(1));
            }
        }
        return known;
    }

    /** Who is a customer, as the events say. */
    private static Set<String> registered(Set<String> recorded) {
        return recorded.stream()
                .filter(event -> event.startsWith("CustomerRegistered "))
                .map(event -> event.replace("CustomerRegistered ", ""))
                .filter(customer -> !recorded.contains("CustomerErased " + customer))
                .collect(Collectors.toSet());
    }

    /** Several clients that register, place orders, ship some of them whole and cancel others, as fast as they can. */
    private record Customers(Program program, List<String> acknowledged) {

        private static final int CLIENTS = 8;

        static Customers of(Program program) {
            return new Customers(program, new ArrayList<>());
        }

        List<String> untilKilledAfter(int answers) throws InterruptedException {
            var clients = IntStream.range(0, CLIENTS)
                    .mapToObj(client -> Thread.ofVirtual().start(() -> work(client)))
                    .toList();
            synchronized (acknowledged) {
                while (acknowledged.size() < answers) {
                    acknowledged.wait();
                }
            }
            program.kill();
            for (var client : clients) {
                client.join();
            }
            return acknowledged;
        }

        private void work(int client) {
            var http = program.http();
            try {
                for (int i = 0; ; i++) {
                    var name = "ann-%d-%d-%d".formatted(program.pid(), client, i);
                    var registered = http.post("/customers", Service.customer(name + "@example.com", name));
                    assertThat(registered.status()).as(registered.text()).isEqualTo(201);
                    var customer = registered.at("/customerId").asString();
                    acknowledge("CustomerRegistered " + customer);
                    var placed = http.post("/orders", Service.orderFor(customer, SKUS.get(i % SKUS.size()), 1));
                    assertThat(placed.status()).as(placed.text()).isEqualTo(201);
                    var order = placed.at("/orderId").asString();
                    acknowledge("OrderPlaced " + order);
                    acknowledge("OrderPlaced for " + customer);
                    if (i % 3 == 1
                            && http.post("/orders/" + order + "/shipments", null)
                                            .status()
                                    == 201) {
                        acknowledge("ShipmentRecorded " + order);
                    } else if (i % 3 == 2
                            && http.post("/orders/" + order + "/cancellation", null)
                                            .status()
                                    == 200) {
                        acknowledge("OrderCancelled " + order);
                        if (http.delete("/customers/" + customer).status() == 204) {
                            acknowledge("CustomerErased " + customer);
                        }
                    }
                }
            } catch (UncheckedIOException killed) {
                // as it should be
            }
        }

        private void acknowledge(String event) {
            synchronized (acknowledged) {
                acknowledged.add(event);
                acknowledged.notifyAll();
            }
        }
    }
}
