package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.ledger.projection.Projections;
import io.holdfast.standalone.Http.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionTemplate;

/** A projection that is built again while everybody goes on is the same, and is put right where somebody has altered it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RebuildTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** What each of the others does at most. */
    private static final int MOST = 300;

    @TempDir
    Path data;

    private Service service;
    private Http http;
    private String sku;

    @BeforeEach
    void start() {
        service = new Service(data);
        http = service.http();
        sku = service.stock(1_000_000);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stock-item-view", "order-view", "holds"})
    void is_equal_while_four_writers_go_on_and_lists_are_never_empty(String projection) throws Exception {
        var order = service.order(sku, 1);
        awaitCaughtUp();
        var over = new AtomicBoolean();
        var writers = IntStream.range(0, 4)
                .mapToObj(i -> Thread.ofVirtual().start(() -> write(over)))
                .toList();
        var reader = new Reader(over, order);
        try {
            for (int i = 0; i < 3; i++) {
                assertThat(rebuild(projection).at("/state").asString()).isEqualTo("EQUAL");
            }
        } finally {
            over.set(true);
            for (var writer : writers) {
                writer.join();
            }
        }
        assertThat(reader.join()).isPositive();
        awaitCaughtUp();
        assertThat(rebuild(projection).at("/state").asString()).isEqualTo("EQUAL");
        assertThat(leftovers()).isZero();
    }

    /** Places orders, ships some, changes some and cancels some. */
    private void write(AtomicBoolean over) {
        for (int n = 0; n < MOST && !over.get(); n++) {
            var order = service.order(sku, 3);
            switch (n % 4) {
                case 0 -> http.post("/orders/" + order + "/shipments", Service.orderFor(sku, 1));
                case 1 -> http.post("/orders/" + order + "/cancellation", null);
                case 2 -> http.put("/orders/" + order + "/lines/" + sku, "{\"quantity\":5}");
                default -> service.stock(n);
            }
        }
    }

    /** Lists again and again; the first order is always there. */
    private final class Reader {

        private final Thread thread;
        private final AtomicInteger listed = new AtomicInteger();
        private volatile boolean empty;

        Reader(AtomicBoolean over, String order) {
            thread = Thread.ofVirtual().start(() -> {
                while (!over.get() && !empty) {
                    empty = !http.get("/orders?limit=1").text().contains(order)
                            || http.get("/inventory?limit=1").at("/items").isEmpty();
                    listed.incrementAndGet();
                }
            });
        }

        int join() throws InterruptedException {
            thread.join();
            assertThat(empty).as("a list was empty").isFalse();
            return listed.get();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "order-view, order_view, 'update order_view set status = ''SHIPPED'' where order_id = ?', status, SHIPPED, OPEN",
        "order-view, order_line_view, 'update order_line_view set quantity = 7 where order_id = ?', quantity, 7, 2",
        "order-view, order_view, 'update order_view set customer_id = ''bob'' where order_id = ?', customer_id, bob,",
        "holds, living_lines, 'update living_lines set left_to_ship = 1 where order_id = ?', left_to_ship, 1, 2",
    })
    void a_row_that_somebody_altered_is_reported_and_put_right(
            String projection, String table, String alteration, String column, String live, String rebuilt) {
        var order = service.order(sku, 2);
        awaitCaughtUp();
        var before = rows(table);
        assertThat(service.database().sql(alteration).param(order).update()).isOne();
        var altered = rows(table);

        var compared = follow(projection + "/rebuilds?swap=false");
        assertThat(compared.at("/state").asString()).isEqualTo("DIFFERENT");
        assertThat(rows(table)).isEqualTo(altered);

        var swapped = rebuild(projection);
        assertThat(swapped.at("/state").asString()).isEqualTo("SWAPPED");
        assertThat(swapped.at("/differentRows").asLong()).isOne();
        var difference = swapped.at("/differences/0");
        assertThat(difference.at("/table").asString()).isEqualTo(table);
        assertThat(difference.at("/key/order_id").asString()).isEqualTo(order);
        assertThat(difference.at("/column").asString()).isEqualTo(column);
        assertThat(difference.at("/live").asString()).isEqualTo(live);
        assertThat(difference.at("/rebuilt").asString(null)).isEqualTo(rebuilt);
        assertThat(rows(table)).isEqualTo(before);
        assertThat(rebuild(projection).at("/state").asString()).isEqualTo("EQUAL");
    }

    @Test
    void rows_that_are_missing_or_should_not_be_there_are_reported_and_put_right() {
        var order = service.order(sku, 2);
        awaitCaughtUp();
        var before = rows("order_view");
        service.database().sql("delete from order_view").update();
        service.database()
                .sql("insert into order_line_view (order_id, line, sku, location, quantity, shipped)"
                        + " values ('order-0', 0, 'X', 'main', 1, 0)")
                .update();

        var swapped = rebuild("order-view");
        assertThat(swapped.at("/state").asString()).isEqualTo("SWAPPED");
        assertThat(swapped.at("/differentRows").asLong()).isEqualTo(2);
        assertThat(swapped.at("/differences/0/key/order_id").asString()).isEqualTo(order);
        assertThat(swapped.at("/differences/0/rebuilt").asString()).contains("OPEN");
        assertThat(swapped.at("/differences/0").has("live")).isFalse();
        assertThat(swapped.at("/differences/1/key/order_id").asString()).isEqualTo("order-0");
        assertThat(swapped.at("/differences/1").has("rebuilt")).isFalse();
        assertThat(rows("order_view")).isEqualTo(before);
        assertThat(service.count("select count(*) from order_line_view where order_id = 'order-0'"))
                .isZero();
    }

    @Test
    void a_view_goes_on_behind_what_was_put_right() {
        var order = service.order(sku, 2);
        awaitCaughtUp();
        service.database().sql("delete from order_view").update();
        service.database().sql("delete from order_line_view").update();
        assertThat(rebuild("order-view").at("/state").asString()).isEqualTo("SWAPPED");
        http.post("/orders/" + order + "/shipments", null);
        await().untilAsserted(() ->
                assertThat(http.get("/orders?status=SHIPPED").text()).contains(order));
    }

    @Test
    void an_event_that_is_missing_ends_it_and_changes_nothing() {
        var order = service.order(sku, 2);
        awaitCaughtUp();
        long position = service.count("select position from ledger where event_type = 'OrderPlaced'");
        Tampering.of(service).with("delete from ledger where event_type = 'OrderPlaced'");
        var failed = rebuild("order-view");
        assertThat(failed.at("/state").asString()).isEqualTo("FAILED");
        assertThat(failed.at("/failure").asString()).isEqualTo("Event %d: it is missing.".formatted(position));
        assertThat(http.get("/orders?status=OPEN").text()).contains(order);
    }

    @Test
    void an_event_that_cannot_be_read_ends_it_and_is_named() {
        service.order(sku, 2);
        awaitCaughtUp();
        long position = service.count("select position from ledger where event_type = 'OrderPlaced'");
        Tampering.of(service).with("update ledger set event_type = 'OrderPainted' where event_type = 'OrderPlaced'");
        var failed = rebuild("stock-item-view");
        assertThat(failed.at("/state").asString()).isEqualTo("FAILED");
        assertThat(failed.at("/failure").asString())
                .isEqualTo("Event %d: its type OrderPainted is unknown.".formatted(position));
        assertThat(leftovers()).isZero();
    }

    @Test
    void what_a_crash_has_left_is_dropped_by_the_next_start() {
        service.database()
                .sql("create table rebuild_order_view as select * from order_view")
                .update();
        assertThat(leftovers()).isOne();
        service.close();
        service = new Service(data);
        http = service.http();
        assertThat(leftovers()).isZero();
        assertThat(rebuild("order-view").at("/state").asString()).isEqualTo("EQUAL");
    }

    @Test
    void all_projections_are_listed_with_their_positions_and_rebuilds() {
        awaitCaughtUp();
        var rebuild = rebuild("holds");
        var all = http.get("/projections");
        assertThat(all.at("/items").valueStream().map(item -> item.at("/name").asString()))
                .containsExactlyInAnyOrder("stock-item-view", "order-view", "holds");
        all.at("/items")
                .forEach(item -> assertThat(item.at("/position").asLong()).isOne());
        assertThat(all.at("/items")
                        .valueStream()
                        .flatMap(item -> item.at("/rebuilds").valueStream())
                        .map(item -> item.at("/id").asString()))
                .containsExactly(rebuild.at("/id").asString());
    }

    @Test
    void a_second_one_of_the_same_projection_is_refused_and_the_first_is_named() {
        var order = service.order(sku, 2);
        awaitCaughtUp();
        service.database()
                .sql("update order_view set version = 9 where order_id = ?")
                .param(order)
                .update();
        var first = new AtomicReference<String>();
        service.bean(TransactionTemplate.class).executeWithoutResult(transaction -> {
            // Whoever has this row keeps everybody else from putting anything right.
            service.count("select position from projections where name = 'order-view' for update");
            first.set(http.post("/projections/order-view/rebuilds", null).header("Location"));
            var second = http.post("/projections/order-view/rebuilds", null);
            assertThat(second.status()).isEqualTo(409);
            assertThat(second.problem()).isEqualTo("already-exists");
            assertThat(second.at("/existing").asString()).isEqualTo(first.get());
            var dry = http.post("/projections/order-view/rebuilds?dryRun=true", null);
            assertThat(dry.status()).isEqualTo(409);
            assertThat(dry.at("/existing").asString()).isEqualTo(first.get());
            assertThat(rebuild("holds").at("/state").asString())
                    .as("another one")
                    .isEqualTo("EQUAL");
        });
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(http.get(first.get()).at("/state").asString())
                                .isEqualTo("SWAPPED"));
        assertThat(rebuild("order-view").at("/state").asString()).isEqualTo("EQUAL");
    }

    @Test
    void what_there_is_not_is_not_found() {
        assertThat(http.post("/projections/nothing/rebuilds", null).status()).isEqualTo(404);
        var id = rebuild("order-view").at("/id").asString();
        assertThat(http.get("/projections/order-view/rebuilds/" + id).status()).isEqualTo(200);
        assertThat(http.get("/projections/holds/rebuilds/" + id).status()).isEqualTo(404);
        assertThat(http.get("/projections/nothing/rebuilds/" + id).status()).isEqualTo(404);
    }

    @Test
    void a_dry_run_begins_nothing() {
        assertThat(http.post("/projections/order-view/rebuilds?dryRun=true", null)
                        .status())
                .isEqualTo(200);
        assertThat(http.get("/projections").text()).doesNotContain("BUILDING", "EQUAL");
    }

    private Answer rebuild(String projection) {
        return follow(projection + "/rebuilds");
    }

    /** Begins one and waits until it is over. */
    private Answer follow(String path) {
        var begun = http.post("/projections/" + path, null);
        assertThat(begun.status()).as(begun.text()).isEqualTo(202);
        var location = begun.header("Location");
        return await().atMost(PATIENCE).until(() -> http.get(location), RebuildTest::isOver);
    }

    private static boolean isOver(Answer answer) {
        return List.of("EQUAL", "DIFFERENT", "SWAPPED", "FAILED")
                .contains(answer.at("/state").asString());
    }

    private List<?> rows(String table) {
        return service.database()
                .sql("select * from " + table + " order by 1, 2")
                .query()
                .listOfRows();
    }

    private long leftovers() {
        return service.count("select count(*) from information_schema.tables where lower(table_name) like 'rebuild%'");
    }

    private void awaitCaughtUp() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            long last = service.count("select max(position) from ledger");
            assertThat(service.bean(Projections.class).standings())
                    .allSatisfy(view -> assertThat(view.position()).isEqualTo(last));
        });
    }
}
