package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.holdfast.audit.Feed;
import io.holdfast.audit.Selection;
import io.holdfast.audit.config.AuditConfiguration;
import io.holdfast.audit.verification.LedgerAudit;
import io.holdfast.ledger.DecodedEntry;
import io.holdfast.ledger.Entries;
import io.holdfast.ledger.Entry;
import io.holdfast.ledger.EventSerializer;
import io.holdfast.ledger.TestDatabase;
import io.holdfast.ledger.projection.Projections;
import io.holdfast.ledger.verification.CannotVerify;
import io.holdfast.ledger.verification.Check;
import io.holdfast.ledger.verification.Checkpoint;
import io.holdfast.ledger.verification.Finding;
import io.holdfast.ledger.verification.Finding.Kind;
import io.holdfast.ledger.verification.Findings;
import io.holdfast.ledger.verification.StoredLedger;
import io.holdfast.ledger.verification.Verification;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Whatever somebody does to the ledger who may do everything in the database is found and named. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TamperTest {

    static final Instant TAKEN = Instant.parse("2026-11-24T08:00:00Z");

    static SingleConnectionDataSource database;
    static Attacker attacker;

    /** One ledger for all: every attack is undone by a rollback. */
    @BeforeAll
    static void fill(@TempDir Path data) throws SQLException {
        try (var service = new Service(data, Everything.SETTINGS.toArray())) {
            Everything.happensIn(service);
            service.http()
                    .send(service.http()
                            .request("/inventory/TEA/receipts")
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", "once")
                            .POST(BodyPublishers.ofString("{\"quantity\":1}")));
            await().untilAsserted(
                            () -> assertThat(service.bean(Projections.class).standings())
                                    .allSatisfy(view -> assertThat(view.position())
                                            .isEqualTo(service.count("select position from ledger_head"))));
        }
        var place = TestDatabase.of(data);
        database = new SingleConnectionDataSource(place.url(), place.user(), place.password(), true);
        attacker = new Attacker(database);
        attacker.disarm();
        database.getConnection().setAutoCommit(false);
    }

    @AfterEach
    void undo() throws SQLException {
        database.getConnection().rollback();
    }

    @AfterAll
    static void close() {
        database.destroy();
    }

    static List<Finding> verify(Checkpoint... checkpoints) {
        return verifyFrom(null, checkpoints);
    }

    static List<Finding> verifyFrom(@Nullable Checkpoint from, Checkpoint... checkpoints) {
        var findings = new Findings();
        new LedgerAudit(database, EventSerializer.of(AuditConfiguration.types()))
                .verify(List.of(checkpoints), from, findings, (checked, total) -> {});
        return findings.first();
    }

    static Checkpoint checkpointAt(long position) {
        return new Checkpoint(position, attacker.entry(position).hash(), TAKEN);
    }

    static List<Tuple> named(List<Finding> findings) {
        return findings.stream()
                .map(finding -> tuple(finding.kind(), finding.position(), finding.stream()))
                .toList();
    }

    static Tuple at(Kind kind, Entry entry) {
        return tuple(kind, entry.position(), entry.streamId());
    }

    @Test
    void nothing_is_found_before() {
        assertThat(verify()).isEmpty();
        assertThat(verify(checkpointAt(1), checkpointAt(20), checkpointAt(attacker.last())))
                .isEmpty();
        for (long position = 1; position <= attacker.last(); position += 7) {
            assertThat(verifyFrom(checkpointAt(position))).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "stream_id, 'stock-MILK@main'",
        "stream_version, 77",
        "stream_type, 'Order'",
        "event_id, 'x'",
        "revision, '9'",
        "event_type, 'StockItemRegistered'",
        "recorded_at, '2020-01-01T00:00:00.000Z'",
        "payload, '{\"sku\":\"TEA\",\"location\":\"main\",\"quantity\":99,\"reference\":\"PO-1\"}'",
        "metadata, '{\"actor\":\"somebody else\"}'",
        "operation_id, 'another'",
        "hash, '0000000000000000000000000000000000000000000000000000000000000000'"
    })
    void a_column_that_was_changed_names_its_row(String column, String value) {
        var row = attacker.first("StockReceived");
        attacker.run(
                "update ledger set %s = ? where position = ?".formatted(column),
                column.equals("stream_version") ? (Object) Long.valueOf(value) : value,
                row.position());
        var found = verify();
        assertThat(found)
                .filteredOn(finding -> finding.kind() == Kind.HASH)
                .singleElement()
                .satisfies(finding -> assertThat(finding.position()).isEqualTo(row.position()));
        assertThat(found).filteredOn(finding -> finding.kind() == Kind.HEAD).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"StockReceived, '{\"quantity\":5}'", "OrderCancelled, '{\"released\":[]}'", "OrderPlaced, '{}'"})
    void an_event_without_what_must_be_in_it_is_named_by_everything_that_follows_from_it(String type, String payload) {
        var row = attacker.first(type);
        attacker.run("update ledger set payload = ? where position = ?", payload, row.position());
        assertThat(verify())
                .filteredOn(finding -> finding.position() == row.position())
                .extracting(Finding::kind)
                .contains(Kind.HASH)
                .containsAnyOf(Kind.PROJECTION, Kind.UNREADABLE);
        assertThat(verify()).filteredOn(finding -> finding.kind() == Kind.HASH).hasSize(1);
    }

    @Test
    void a_time_that_no_column_takes_is_named_and_hides_nothing() {
        var row = attacker.first("OrderPlaced");
        attacker.run(
                "update ledger set recorded_at = '+1000000000-12-31T23:59:59Z' where position = ?", row.position());
        assertThat(verify()).extracting(Finding::kind).contains(Kind.HASH, Kind.PROJECTION);
    }

    @Test
    void nothing_is_left_in_the_temporary_folder() throws IOException {
        var before = temporary();
        verify();
        await().untilAsserted(() -> assertThat(before).as("others come and go").containsAll(temporary()));
    }

    static List<Path> temporary() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("holdfast-"))
                    .toList();
        }
    }

    @Test
    void what_a_check_lacks_is_no_finding() {
        var check = new Check() {
            @Override
            public void see(DecodedEntry event, Findings findings) {
                throw new CannotVerify("The disk is full.", new IOException());
            }

            @Override
            public void lose(String stream) {}

            @Override
            public void end(Findings findings) {}
        };
        var findings = new Findings();
        var verification = new Verification(
                new StoredLedger(database),
                EventSerializer.of(AuditConfiguration.types()),
                List.of(check),
                List.of(),
                null);
        assertThatThrownBy(() -> verification.run(findings, (checked, total) -> {}))
                .isInstanceOf(CannotVerify.class);
        assertThat(findings.count()).isZero();
    }

    @Test
    void several_changed_rows_are_each_named_once() {
        attacker.run("update ledger set metadata = '{}' where position in (3, 9, 20)");
        assertThat(verify())
                .extracting(Finding::kind, Finding::position)
                .containsExactly(tuple(Kind.HASH, 3L), tuple(Kind.HASH, 9L), tuple(Kind.HASH, 20L));
    }

    @Test
    void a_hash_that_is_none_names_its_row() {
        attacker.run("update ledger set hash = 'zz' where position = 5");
        assertThat(verify()).extracting(Finding::kind, Finding::position).containsExactly(tuple(Kind.HASH, 5L));
    }

    @Test
    void a_deleted_row_is_missed_in_the_ledger_and_in_its_stream() {
        var row = attacker.first("StockReceived");
        attacker.run("delete from ledger where position = ?", row.position());
        assertThat(verify())
                .extracting(Finding::kind, Finding::position)
                .contains(tuple(Kind.POSITION, row.position()))
                .filteredOn(tuple -> tuple.toList().getFirst() == Kind.VERSION)
                .hasSize(1);
    }

    @Test
    void an_inserted_row_is_named() {
        attacker.insert(attacker.last() + 1, "order-x", 0, "Order", "OrderAbandoned", "{\"orderId\":\"order-x\"}");
        assertThat(named(verify()))
                .containsExactly(tuple(Kind.HASH, attacker.last(), "order-x"), tuple(Kind.HEAD, attacker.last(), null));
    }

    @Test
    void a_row_inserted_before_the_first_is_named() {
        attacker.insert(0, "order-x", 0, "Order", "OrderAbandoned", "{\"orderId\":\"order-x\"}");
        assertThat(named(verify())).containsExactly(tuple(Kind.POSITION, 0L, "order-x"));
    }

    @Test
    void a_row_inserted_in_the_middle_is_named() {
        attacker.run("update ledger set position = -position - 1 where position >= 10");
        attacker.run("update ledger set position = -position where position < 0");
        attacker.insert(10, "order-x", 0, "Order", "OrderAbandoned", "{\"orderId\":\"order-x\"}");
        assertThat(named(verify())).contains(tuple(Kind.HASH, 10L, "order-x"), tuple(Kind.HEAD, attacker.last(), null));
    }

    @Test
    void two_swapped_rows_are_both_named() {
        var one = attacker.entry(5);
        var other = attacker.entry(15);
        attacker.run("update ledger set position = -1 where position = 5");
        attacker.run("update ledger set position = 5 where position = 15");
        attacker.run("update ledger set position = 15 where position = -1");
        assertThat(named(verify()))
                .contains(tuple(Kind.HASH, 5L, other.streamId()), tuple(Kind.HASH, 15L, one.streamId()));
    }

    @Test
    void whoever_follows_a_stream_whose_rows_were_swapped_never_goes_back() {
        var stream = "stock-TEA@main";
        var positions = JdbcClient.create(database)
                .sql("select position from ledger where stream_id = ? order by position")
                .param(stream)
                .query(Long.class)
                .list();
        attacker.run("update ledger set position = -1 where position = ?", positions.getFirst());
        attacker.run("update ledger set position = ? where position = ?", positions.getFirst(), positions.getLast());
        attacker.run("update ledger set position = ? where position = -1", positions.getLast());
        var feed = new Feed(new Entries(database), EventSerializer.of(AuditConfiguration.types()));
        var wanted = new Selection(stream, null, null);
        for (int limit = 1; limit <= positions.size(); limit++) {
            long after = 0;
            for (var part = feed.read(wanted, after, attacker.last(), limit);
                    !part.events().isEmpty();
                    part = feed.read(wanted, after, attacker.last(), limit)) {
                assertThat(part.position()).as("in parts of %s", limit).isGreaterThan(after);
                after = part.position();
            }
            assertThat(after).isGreaterThanOrEqualTo(positions.getLast());
        }
    }

    @Nested
    class The_head_row {

        @Test
        void is_found_to_be_set_back() {
            var earlier = attacker.entry(attacker.last() - 3);
            attacker.run("update ledger_head set position = ?, hash = ?", earlier.position(), earlier.hash());
            assertThat(named(verify())).containsExactly(tuple(Kind.HEAD, attacker.last(), null));
        }

        @Test
        void is_found_to_have_another_hash() {
            attacker.run("update ledger_head set hash = ?", "1".repeat(64));
            assertThat(named(verify())).containsExactly(tuple(Kind.HEAD, attacker.last(), null));
        }

        @Test
        void is_found_to_be_gone() {
            attacker.run("delete from ledger_head");
            assertThat(named(verify())).containsExactly(tuple(Kind.HEAD, attacker.last(), null));
        }
    }

    @Nested
    class With_a_checkpoint {

        @Test
        void a_tail_that_was_cut_off_is_found() {
            var checkpoint = checkpointAt(attacker.last());
            attacker.run("delete from ledger where position > ?", attacker.last() - 2);
            attacker.rebuild(attacker.last());
            assertThat(verify())
                    .filteredOn(finding -> finding.kind().isTampering())
                    .isEmpty();
            assertThat(verify())
                    .extracting(Finding::text)
                    .as("projections still know of them")
                    .contains("projection order-view: is at position %d, where the ledger has nothing."
                            .formatted(checkpoint.position()));
            var cut = tuple(Kind.CHECKPOINT, attacker.last() + 1, null);
            assertThat(named(verify(checkpoint))).contains(cut);
            assertThat(named(verifyFrom(checkpoint))).contains(cut);
        }

        @Test
        void a_chain_that_was_rebuilt_after_a_change_is_found() {
            var checkpoints =
                    Stream.of(10L, 20L, 30L).map(TamperTest::checkpointAt).toArray(Checkpoint[]::new);
            attacker.run("update ledger set metadata = '{\"actor\":\"nobody\"}' where position = 15");
            attacker.rebuild(15);
            assertThat(verify()).isEmpty();
            assertThat(verify(checkpoints))
                    .extracting(Finding::kind, Finding::position)
                    .containsExactly(tuple(Kind.CHECKPOINT, 20L), tuple(Kind.CHECKPOINT, 30L));
            assertThat(verify(checkpoints).getFirst().text()).contains("from 11 to 20");
            assertThat(verifyFrom(checkpoints[1], checkpoints[0]))
                    .extracting(Finding::kind, Finding::position)
                    .contains(tuple(Kind.CHECKPOINT, 20L));
        }

        @Test
        void what_came_after_it_is_verified_as_ever() {
            attacker.run("update ledger set metadata = '{}' where position in (3, 20)");
            assertThat(verifyFrom(checkpointAt(10)))
                    .extracting(Finding::kind, Finding::position)
                    .containsExactly(tuple(Kind.HASH, 20L));
        }
    }

    @Nested
    class A_projection {

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                update stock_item_view set on_hand = on_hand + 1 where sku = 'TEA' | stock-item-view
                update stock_item_view set status = 'LOST' where sku = 'TEA'       | stock-item-view
                update stock_item_view set name = null where sku = 'TEA'           | stock-item-view
                delete from stock_item_view where sku = 'TEA'                      | stock-item-view
                update order_view set placed_at = timestamp '2020-01-01 00:00:00'  | order-view
                update order_view set total = '0.00'                               | order-view
                update order_line_view set quantity = quantity + 1                 | order-view
                delete from order_view                                             | order-view
                insert into living_lines values ('order-x', 'TEA', 'main', 1)       | holds
                update stock_item_view set reserved = 99 where sku = 'TEA'          | stock-item-view
                """)
        void that_does_not_follow_from_the_ledger_is_named(String attack, String projection) {
            attacker.run(attack);
            assertThat(verify()).isNotEmpty().allSatisfy(finding -> {
                assertThat(finding.kind()).isEqualTo(Kind.PROJECTION);
                assertThat(finding.position()).isEqualTo(attacker.last());
                assertThat(finding.text()).startsWith("projection " + projection + ": ");
            });
            assertThat(verifyFrom(checkpointAt(1)))
                    .as("it follows from everything")
                    .isEmpty();
        }

        @Test
        void that_has_a_row_too_many_is_named() {
            attacker.run(
                    "insert into stock_item_view select 'GHOST', location, name, status, on_hand, reserved, picked,"
                            + " version from stock_item_view where sku = 'TEA'");
            assertThat(verify())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.text())
                            .startsWith("projection stock-item-view: stock_item_view {sku=GHOST, location=main} should"
                                    + " not be there: {sku=GHOST, "));
        }
    }

    /** Somebody who knows how to chain what he appends. */
    @Nested
    class An_insider {

        @ParameterizedTest
        @CsvSource({
            "stock-TEA@main, StockItem, StockStolen, '{\"sku\":\"TEA\",\"location\":\"main\"}'",
            "stock-TEA@main, StockItem, StockReceived, '{\"sku\":\"TEA\",'",
            "stock-TEA@main, StockItem, StockReceived, '{\"sku\":\"TEA\",\"location\":\"main\",\"quantity\":\"many\"}'",
            "order-x, Order, OrderPlaced, '{\"orderId\":\"order-x\"}'",
            "stock-TEA@main, StockItem, StockReceived, 'null'",
        })
        void is_named_for_an_event_that_cannot_be_read(String stream, String type, String event, String payload) {
            attacker.append(stream, type, event, payload);
            assertThat(named(verify())).containsExactly(at(Kind.UNREADABLE, attacker.entry(attacker.last())));
        }

        @ParameterizedTest
        @CsvSource({
            "StockReserved, '{\"sku\":\"TEA\",\"location\":\"main\",\"quantity\":1,\"added\":1}'",
            "StockPicked, '{\"sku\":\"TEA\",\"location\":\"main\",\"shipmentId\":\"?\",\"quantity\":1}'",
        })
        void is_named_for_an_event_in_which_something_is_missing(String event, String payload) {
            attacker.append("stock-TEA@main", "StockItem", event, payload);
            assertThat(verify())
                    .isNotEmpty()
                    .allSatisfy(finding -> assertThat(finding.position()).isEqualTo(attacker.last()));
        }

        @ParameterizedTest
        @CsvSource({
            "StockReceived, '\"quantity\":-5'",
            "StockAdjusted, '\"delta\":-100000,\"reason\":\"theft\"'",
            "StockAdjusted, '\"delta\":1,\"counted\":1,\"reason\":\"theft\"'",
            "StockReserved, '\"orderId\":\"order-x\",\"quantity\":5,\"added\":3'",
            "StockReserved, '\"orderId\":\"order-x\",\"quantity\":100000,\"added\":100000'",
            "StockReleased, '\"orderId\":\"order-x\",\"quantity\":5'",
            "StockPicked, '\"shipmentId\":\"shipment-x\",\"orderId\":\"order-x\",\"quantity\":5'",
            "StockUnpicked, '\"shipmentId\":\"shipment-x\",\"orderId\":\"order-x\",\"quantity\":5'",
            "StockDispatched, '\"shipmentId\":\"shipment-x\",\"orderId\":\"order-x\",\"quantity\":5'",
            "StockItemRegistered, '\"onHand\":5'",
            "StockItemDeletionCancelled, '\"name\":\"\"'",
            "StockItemDeleted, '\"writtenOff\":1'"
        })
        void is_named_for_stock_that_does_not_add_up(String event, String fields) {
            attacker.append(
                    "stock-TEA@main",
                    "StockItem",
                    event,
                    "{\"sku\":\"TEA\",\"location\":\"main\",%s}".formatted(fields));
            assertThat(named(verify())).containsExactly(at(Kind.HISTORY, attacker.entry(attacker.last())));
        }

        @ParameterizedTest
        @CsvSource({
            "OrderPlaced, '\"lines\":[{\"sku\":\"TEA\",\"location\":\"main\",\"quantity\":1}]'",
            "OrderAbandoned, '\"x\":1'",
            "OrderLineChanged, '\"sku\":\"TEA\",\"location\":\"main\",\"quantity\":1,\"change\":1'",
            "OrderLineRemoved, '\"sku\":\"TEA\",\"location\":\"main\",\"quantity\":1'",
            "ShipmentRecorded, '\"shipmentId\":\"shipment-x\",\"lines\":[{\"sku\":\"TEA\",\"location\":\"main\",\"quantity\":1}]'",
            "OrderCancelled, '\"released\":[]'",
            "OrderExpired, '\"released\":[]'",
            "ShipmentAbandoned, '\"shipmentId\":\"shipment-x\"'",
            "LineChangeAbandoned, '\"sku\":\"TEA\",\"location\":\"main\"'",
        })
        void is_named_for_what_cannot_happen_to_an_order_that_has_ended(String event, String fields) {
            var order = attacker.first("OrderCancelled").streamId();
            attacker.append(order, "Order", event, "{\"orderId\":\"%s\",%s}".formatted(order, fields));
            assertThat(named(verify())).containsExactly(at(Kind.HISTORY, attacker.entry(attacker.last())));
        }

        @Test
        void is_named_for_an_event_in_the_stream_of_another() {
            attacker.append("stock-TEA@main", "StockItem", "OrderAbandoned", "{\"orderId\":\"order-x\"}");
            assertThat(named(verify())).containsExactly(at(Kind.HISTORY, attacker.entry(attacker.last())));
        }

        @Test
        void is_named_for_a_customer_who_is_erased_twice() {
            var customer = attacker.first("CustomerErased").streamId();
            attacker.append(customer, "Customer", "CustomerErased", "{\"customerId\":\"%s\"}".formatted(customer));
            assertThat(named(verify())).containsExactly(at(Kind.HISTORY, attacker.entry(attacker.last())));
        }

        @Test
        void is_named_for_an_operation_that_took_effect_twice() {
            attacker.append("order-x", "Order", "OrderAbandoned", "{\"orderId\":\"order-x\"}");
            attacker.run("""
                    update ledger set operation_id = (select max(operation_id) from ledger) where position = ?
                    """, attacker.last());
            attacker.rebuild(attacker.last());
            assertThat(named(verify())).containsExactly(at(Kind.OPERATION, attacker.entry(attacker.last())));
        }

        @Test
        void is_named_for_a_hold_that_nobody_wants() {
            attacker.append(
                    "stock-TEA@main",
                    "StockItem",
                    "StockReserved",
                    "{\"sku\":\"TEA\",\"location\":\"main\",\"orderId\":\"order-x\",\"quantity\":5,\"added\":5}");
            assertThat(verify()).as("too young").isEmpty();
            var hold = attacker.entry(attacker.last());
            attacker.append("order-y", "Order", "OrderAbandoned", "{\"orderId\":\"order-y\"}");
            attacker.run(
                    "update ledger set recorded_at = '2099-01-01T00:02:00.000Z' where position = ?", attacker.last());
            attacker.rebuild(attacker.last());
            assertThat(named(verify())).containsExactly(at(Kind.UNSETTLED, hold));
        }
    }
}
