package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.ledger.Chain;
import io.holdfast.ledger.Entry;
import io.holdfast.ledger.projection.Projections;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A long ledger, rebuilt and verified. Its length is said with {@code -Dholdfast.rebuild.events=}; what is printed is the
 * rate that each rebuild reached, and the verification.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RebuildManyTest {

    private static final int EVENTS = Integer.getInteger("holdfast.rebuild.events", 20_000);
    private static final int ITEMS = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    @Test
    void is_equal_to_the_live_projection_and_verified(@TempDir Path data) throws Exception {
        try (var service = new Service(data)) {
            new Filling(service.bean(DataSource.class)).run();
        }
        try (var service = new Service(data)) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    service.bean(Projections.class).standings())
                            .allSatisfy(view -> assertThat(view.position()).isEqualTo(EVENTS)));
            for (var projection : List.of("stock-item-view", "order-view", "holds")) {
                var begun = service.http().post("/projections/" + projection + "/rebuilds", null);
                var over = await().atMost(PATIENCE)
                        .until(
                                () -> service.http().get(begun.header("Location")),
                                answer -> List.of("EQUAL", "SWAPPED", "DIFFERENT", "FAILED")
                                        .contains(answer.at("/state").asString()));
                assertThat(over.at("/state").asString()).as(over.text()).isEqualTo("EQUAL");
                print(projection, over);
            }
            var begun = service.http().post("/audit/verifications", null);
            var verified = await().atMost(PATIENCE)
                    .until(
                            () -> service.http().get(begun.header("Location")),
                            answer -> !answer.at("/state").asString().equals("RUNNING"));
            assertThat(verified.at("/state").asString()).as(verified.text()).isEqualTo("DONE");
            assertThat(verified.at("/findings")).as(verified.text()).isEmpty();
            print("verification", verified);
        }
    }

    private static void print(String what, Http.Answer answer) {
        System.out.printf(
                Locale.ROOT,
                "%s: %,d events at %,d a second%n",
                what,
                EVENTS,
                answer.at("/rate").asLong());
    }

    /** Writes orders of one line straight into the ledger, some of them shipped and some cancelled, chained as they should be. */
    private static final class Filling {

        private final DataSource source;
        private final Chain chain = new Chain(Chain.START);
        private final long[] versions = new long[ITEMS];
        private long position;

        Filling(DataSource source) {
            this.source = source;
        }

        void run() throws SQLException {
            try (var connection = source.getConnection()) {
                connection.setAutoCommit(false);
                try (var insert =
                        connection.prepareStatement("insert into ledger values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                    for (int item = 0; item < ITEMS; item++) {
                        stock(insert, item, "StockItemRegistered", "\"onHand\":1000000");
                    }
                    for (int order = 0; position < EVENTS; order++) {
                        order(insert, order);
                        if (order % 1_000 == 0) {
                            insert.executeBatch();
                            connection.commit();
                        }
                    }
                    insert.executeBatch();
                }
                moveHead(connection);
                connection.commit();
            }
        }

        private void order(PreparedStatement insert, int number) throws SQLException {
            var order = "order-%08d-0000-7000-8000-000000000000".formatted(number);
            int item = number % ITEMS;
            var line = "\"sku\":\"SKU-%d\",\"location\":\"main\",\"quantity\":2".formatted(item);
            var units = "\"orderId\":\"%s\",\"quantity\":2".formatted(order);
            stock(insert, item, "StockReserved", units + ",\"added\":2");
            order(
                    insert,
                    order,
                    0,
                    "OrderPlaced",
                    "\"currency\":\"EUR\",\"lines\":[{%s,\"unitPrice\":\"4.50\"}]".formatted(line));
            switch (number % 10) {
                case 0 -> {
                    order(insert, order, 1, "OrderCancelled", "\"released\":[{%s}]".formatted(line));
                    stock(insert, item, "StockReleased", units);
                }
                case 1, 2 -> {
                    var shipment = "\"shipmentId\":\"%s\"".formatted(order.replace("order", "shipment"));
                    stock(insert, item, "StockPicked", units + "," + shipment);
                    order(insert, order, 1, "ShipmentRecorded", shipment + ",\"lines\":[{%s}]".formatted(line));
                    stock(insert, item, "StockDispatched", units + "," + shipment);
                }
                default -> {} // stays open
            }
        }

        private void stock(PreparedStatement insert, int item, String type, String data) throws SQLException {
            add(
                    insert,
                    "stock-SKU-%d@main".formatted(item),
                    versions[item]++,
                    "StockItem",
                    type,
                    "{\"sku\":\"SKU-%d\",\"location\":\"main\",%s}".formatted(item, data));
        }

        private void order(PreparedStatement insert, String order, long version, String type, String data)
                throws SQLException {
            add(insert, order, version, "Order", type, "{\"orderId\":\"%s\",%s}".formatted(order, data));
        }

        private void add(
                PreparedStatement insert, String stream, long version, String streamType, String type, String payload)
                throws SQLException {
            if (position == EVENTS) {
                return;
            }
            position++;
            var entry = new Entry(
                    position,
                    stream,
                    version,
                    streamType,
                    "event-" + position,
                    type,
                    null,
                    Instant.ofEpochMilli(1_800_000_000_000L + position).toString(),
                    payload,
                    "{}",
                    null,
                    "");
            insert.setLong(1, position);
            insert.setString(2, stream);
            insert.setLong(3, version);
            insert.setString(4, streamType);
            insert.setString(5, entry.eventId());
            insert.setString(6, type);
            insert.setString(7, null);
            insert.setString(8, entry.recordedAt());
            insert.setString(9, payload);
            insert.setString(10, "{}");
            insert.setString(11, null);
            insert.setString(12, chain.add(entry));
            insert.addBatch();
        }

        private void moveHead(Connection connection) throws SQLException {
            try (var move = connection.prepareStatement("update ledger_head set position = ?, hash = ?")) {
                move.setLong(1, position);
                move.setString(2, chain.last());
                move.executeUpdate();
            }
        }
    }
}
