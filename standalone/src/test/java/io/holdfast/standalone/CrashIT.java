package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.holdfast.standalone.Http.Answer;
import io.holdfast.standalone.IdempotencyTest.Post;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The process dies between two beats, for real. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Execution(ExecutionMode.CONCURRENT)
class CrashIT {

    /** On PostgreSQL the claims of the process that died run out after ten seconds. */
    static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    Path data;

    @Test
    void between_asking_and_recording_an_order_leaves_a_hold_that_is_given_back() {
        try (var program = Program.packagedWith(DiesBetweenTheBeats.class, data, "--dies-before=placing")) {
            assertThat(program.http()
                            .post("/inventory", "{\"sku\":\"TEA\",\"onHand\":10}")
                            .status())
                    .isEqualTo(201);
            assertThatThrownBy(() -> program.http().post("/orders", Service.orderFor("TEA", 2)))
                    .isInstanceOf(UncheckedIOException.class);
            assertThat(program.awaitExit()).isEqualTo(DiesBetweenTheBeats.EXIT_CODE);
        }
        try (var service = new Service(data, ClockAhead.class, ClockAhead.RECONCILE_AFTER)) {
            assertThat(service.count("select count(*) from ledger where event_type = 'StockReserved'"))
                    .as("it died after asking")
                    .isEqualTo(1);
            later(service, () -> awaitAvailable(service, 10));
            assertThat(service.count("select count(*) from ledger where event_type = 'OrderAbandoned'"))
                    .isEqualTo(1);
            assertThat(service.http().get("/orders").at("/items").size()).isZero();
        }
    }

    @Test
    void between_asking_and_recording_a_shipment_leaves_a_pick_that_goes_back_to_its_order() {
        String order;
        try (var program = Program.packagedWith(DiesBetweenTheBeats.class, data, "--dies-before=shipping")) {
            program.http().post("/inventory", "{\"sku\":\"TEA\",\"onHand\":10}");
            order = program.http()
                    .post("/orders", Service.orderFor("TEA", 2))
                    .at("/orderId")
                    .asString();
            assertThatThrownBy(() -> program.http().post("/orders/" + order + "/shipments", null))
                    .isInstanceOf(UncheckedIOException.class);
            assertThat(program.awaitExit()).isEqualTo(DiesBetweenTheBeats.EXIT_CODE);
        }
        try (var service = new Service(data, ClockAhead.class, ClockAhead.RECONCILE_AFTER)) {
            assertThat(service.events("stock-TEA@main"))
                    .as("it died after asking")
                    .containsExactly("StockItemRegistered", "StockReserved", "StockPicked");
            later(service, () -> awaitAvailable(service, 8));
            assertThat(service.events(order)).containsExactly("OrderPlaced", "ShipmentAbandoned");
            assertThat(service.http()
                            .post("/orders/" + order + "/shipments", null)
                            .status())
                    .isEqualTo(201);
            assertThat(service.http().get("/inventory/TEA").at("/onHand").asLong())
                    .isEqualTo(8);
        }
    }

    @Test
    void between_asking_and_recording_the_change_of_a_line_leaves_more_than_is_wanted_which_is_given_back() {
        String order;
        try (var program = Program.packagedWith(DiesBetweenTheBeats.class, data, "--dies-before=changing")) {
            program.http().post("/inventory", "{\"sku\":\"TEA\",\"onHand\":10}");
            order = program.http()
                    .post("/orders", Service.orderFor("TEA", 2))
                    .at("/orderId")
                    .asString();
            assertThatThrownBy(() -> program.http().put("/orders/" + order + "/lines/TEA", "{\"quantity\":5}"))
                    .isInstanceOf(UncheckedIOException.class);
            assertThat(program.awaitExit()).isEqualTo(DiesBetweenTheBeats.EXIT_CODE);
        }
        try (var service = new Service(data, ClockAhead.class, ClockAhead.RECONCILE_AFTER)) {
            assertThat(service.events("stock-TEA@main"))
                    .as("it died after asking")
                    .containsExactly("StockItemRegistered", "StockReserved", "StockReserved");
            later(service, () -> awaitAvailable(service, 8));
            assertThat(service.events(order)).containsExactly("OrderPlaced", "LineChangeAbandoned");
            var changed = service.http().put("/orders/" + order + "/lines/TEA", "{\"quantity\":5}");
            assertThat(changed.status()).as(changed.text()).isEqualTo(200);
            awaitAvailable(service, 5);
        }
    }

    @Test
    void between_the_event_and_the_personal_data_leaves_neither() {
        var ann = Service.customer("ann@example.com", "ann");
        try (var program = Program.packagedWith(DiesBetweenTheBeats.class, data, "--dies-before=registering")) {
            assertThatThrownBy(() -> program.http().post("/customers", ann)).isInstanceOf(UncheckedIOException.class);
            assertThat(program.awaitExit()).isEqualTo(DiesBetweenTheBeats.EXIT_CODE);
        }
        String customer;
        try (var program = Program.packagedWith(DiesBetweenTheBeats.class, data, "--dies-before=erasing")) {
            var registered = program.http().post("/customers", ann);
            assertThat(registered.status()).as(registered.text()).isEqualTo(201);
            customer = registered.at("/customerId").asString();
            assertThatThrownBy(() -> program.http().delete("/customers/" + customer))
                    .isInstanceOf(UncheckedIOException.class);
            assertThat(program.awaitExit()).isEqualTo(DiesBetweenTheBeats.EXIT_CODE);
        }
        try (var service = new Service(data)) {
            assertThat(service.count("select count(*) from ledger where stream_id like 'customer-%'"))
                    .isEqualTo(1);
            assertThat(service.count("select count(*) from customers")).isEqualTo(1);
            assertThat(service.http().get("/customers/" + customer).at("/email").asString())
                    .isEqualTo("ann@example.com");
        }
    }

    static final String TWO_LINES = "{\"lines\":[{\"sku\":\"TEA\",\"quantity\":8},{\"sku\":\"CUP\",\"quantity\":3}]}";

    @ParameterizedTest
    @ValueSource(strings = {"reserving", "reserving-another-line", "placing", "answering-an-order"})
    void placing_that_is_repeated_at_once_with_its_key_places_one_order(String beat) {
        dieWhilePlacing(beat);
        try (var service = new Service(data)) {
            requireOnePlaced(service, beat.equals("answering-an-order"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"reserving-another-line", "placing"})
    void placing_that_is_repeated_after_it_was_given_up_places_one_order(String beat) {
        dieWhilePlacing(beat);
        try (var service = new Service(data, ClockAhead.class, ClockAhead.RECONCILE_AFTER)) {
            later(service, () -> awaitStored(service, "OrderAbandoned"));
            requireOnePlaced(service, false);
        }
    }

    private void dieWhilePlacing(String beat) {
        try (var program = Program.packagedWith(DiesBetweenTheBeats.class, data, "--dies-before=" + beat)) {
            stock(program);
            assertThatThrownBy(() -> keyed(program.http(), "/orders", TWO_LINES))
                    .isInstanceOf(UncheckedIOException.class);
            assertThat(program.awaitExit()).isEqualTo(DiesBetweenTheBeats.EXIT_CODE);
        }
    }

    private static void requireOnePlaced(Service service, boolean before) {
        var placed = keyed(service.http(), "/orders", TWO_LINES);
        assertThat(placed.status()).as(placed.text()).isEqualTo(201);
        assertThat(placed.header("Idempotency-Replayed"))
                .as("whether it was placed before it died")
                .isEqualTo(before ? "true" : "");
        assertThat(keyed(service.http(), "/orders", TWO_LINES).text()).isEqualTo(placed.text());
        assertThat(stored(service, "OrderPlaced")).isEqualTo(1);
        awaitAvailable(service, "TEA", 2);
        awaitAvailable(service, "CUP", 7);
        for (var sku : List.of("TEA", "CUP")) {
            assertThat(service.http()
                            .get("/inventory/" + sku)
                            .at("/reservations")
                            .size())
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "picking",
                "picking-another-line",
                "shipping",
                "dispatching",
                "dispatching-another-line",
                "answering-a-shipment"
            })
    void shipping_that_is_repeated_at_once_with_its_key_ships_once(String beat) {
        var shipments = dieWhileShipping(beat);
        try (var service = new Service(data)) {
            requireOneShipped(service, shipments, beat.contains("dispatching") || beat.contains("answering"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"picking-another-line", "shipping"})
    void shipping_that_is_repeated_after_it_was_given_up_ships_once(String beat) {
        var shipments = dieWhileShipping(beat);
        try (var service = new Service(data, ClockAhead.class, ClockAhead.RECONCILE_AFTER)) {
            later(service, () -> awaitStored(service, "ShipmentAbandoned"));
            requireOneShipped(service, shipments, false);
        }
    }

    /** Answers where it was to be recorded. */
    private String dieWhileShipping(String beat) {
        try (var program = Program.packagedWith(DiesBetweenTheBeats.class, data, "--dies-before=" + beat)) {
            stock(program);
            var shipments = program.http().post("/orders", TWO_LINES).header("Location") + "/shipments";
            assertThatThrownBy(() -> keyed(program.http(), shipments, null)).isInstanceOf(UncheckedIOException.class);
            assertThat(program.awaitExit()).isEqualTo(DiesBetweenTheBeats.EXIT_CODE);
            return shipments;
        }
    }

    private static void requireOneShipped(Service service, String shipments, boolean before) {
        var shipped = keyed(service.http(), shipments, null);
        assertThat(shipped.status()).as(shipped.text()).isEqualTo(201);
        assertThat(shipped.header("Idempotency-Replayed"))
                .as("whether it was recorded before it died")
                .isEqualTo(before ? "true" : "");
        assertThat(keyed(service.http(), shipments, null).text()).isEqualTo(shipped.text());
        assertThat(stored(service, "ShipmentRecorded")).isEqualTo(1);
        awaitAvailable(service, "TEA", 2);
        awaitAvailable(service, "CUP", 7);
        assertThat(stored(service, "StockDispatched")).as("of two lines").isEqualTo(2);
        for (var sku : List.of("TEA", "CUP")) {
            var item = service.http().get("/inventory/" + sku);
            assertThat(item.at("/onHand").asLong())
                    .isEqualTo(item.at("/available").asLong());
        }
    }

    private static void stock(Program program) {
        for (var sku : List.of("TEA", "CUP")) {
            var item = "{\"sku\":\"%s\",\"onHand\":10}".formatted(sku);
            assertThat(program.http().post("/inventory", item).status()).isEqualTo(201);
        }
    }

    private static void later(Service service, Runnable wait) {
        service.bean(ClockAhead.class).later(wait);
    }

    private static void awaitStored(Service service, String event) {
        await().atMost(PATIENCE).until(() -> stored(service, event) == 1);
    }

    private static long stored(Service service, String event) {
        return service.count("select count(*) from ledger where event_type = '" + event + "'");
    }

    private static Answer keyed(Http http, String path, @Nullable String body) {
        return new Post(path, body).send(http, "\"the one attempt\"");
    }

    private static void awaitAvailable(Service service, long units) {
        awaitAvailable(service, "TEA", units);
    }

    private static void awaitAvailable(Service service, String sku, long units) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            var item = service.http().get("/inventory/" + sku);
            assertThat(item.at("/available").asLong()).isEqualTo(units);
            assertThat(item.at("/picked").asLong()).isZero();
        });
    }
}
