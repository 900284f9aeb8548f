package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.holdfast.events.order.ItemQuantity;
import io.holdfast.events.order.OrderLine;
import io.holdfast.ledger.Streams;
import io.holdfast.ledger.TimeOrderedIds;
import io.holdfast.order.CancelOrder;
import io.holdfast.order.ChangeLine;
import io.holdfast.order.Claim;
import io.holdfast.order.Hold.Picked;
import io.holdfast.order.Hold.Reserved;
import io.holdfast.order.Item;
import io.holdfast.order.OrderId;
import io.holdfast.order.PlaceOrder;
import io.holdfast.order.Reconciler;
import io.holdfast.order.RecordShipment;
import io.holdfast.order.Rejected;
import io.holdfast.order.Rejection.Fenced;
import io.holdfast.order.Rejection.Overtaken;
import io.holdfast.order.ShipmentId;
import io.holdfast.order.Stock;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left between the beats is found, fenced and given back; what was recorded is settled. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReconcilerTest {

    @TempDir
    static Path data;

    static Service service;

    String sku;
    List<ItemQuantity> two;

    @BeforeAll
    static void start() {
        service = new Service(
                data, ClockAhead.class, ClockAhead.RECONCILE_AFTER, "--holdfast.orders.reconcile-every=50ms");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void stock() {
        sku = service.stock(10);
        two = List.of(new ItemQuantity(sku, "main", 2));
    }

    @Nested
    class Of_an_order_that_was_asked_for_but_not_recorded {

        final OrderId order = new OrderId("order-" + TimeOrderedIds.next());

        @BeforeEach
        void ask() {
            assertThat(inventory().reserve(order, two)).isEmpty();
        }

        @Test
        void the_hold_is_given_back() {
            awaitNothingHeld();
            assertThat(service.events(order.value())).containsExactly("OrderAbandoned");
            assertThat(service.http().get("/orders/" + order).status()).isEqualTo(404);
        }

        @Test
        void a_sleeper_that_wakes_up_after_the_fence_is_refused() {
            awaitNothingHeld();
            var refused = catchThrowableOfType(
                    Rejected.class,
                    () -> service.commands()
                            .send(new PlaceOrder(
                                    order, null, null, List.of(new OrderLine(sku, "main", 2, null)), null)));
            assertThat(refused.reason()).isEqualTo(new Fenced(order, order.value()));
            assertThat(service.events(order.value())).containsExactly("OrderAbandoned");
        }

        @Test
        void who_gave_it_back_is_in_the_ledger() {
            awaitNothingHeld();
            assertThat(service.database()
                            .sql("""
                                    select metadata from ledger where stream_id in (?, ?)
                                    and event_type in ('OrderAbandoned', 'StockReleased')
                                    """)
                            .params(order.value(), "stock-%s@main".formatted(sku))
                            .query((row, index) -> row.getString(1))
                            .list())
                    .hasSize(2)
                    .allSatisfy(metadata -> assertThat(metadata).contains("\"actor\":\"reconciler\""));
        }
    }

    @Nested
    class Of_a_shipment_that_was_asked_for_but_not_recorded {

        OrderId order = new OrderId("order-" + TimeOrderedIds.next());
        final ShipmentId shipment = new ShipmentId("shipment-" + TimeOrderedIds.next());

        @BeforeEach
        void ask() {
            order = new OrderId(service.order(sku, 2));
            assertThat(inventory().pick(shipment, order, two)).isEmpty();
        }

        @Test
        void the_pick_goes_back_to_its_order() {
            awaitPutBack();
            assertThat(service.events(order.value())).containsExactly("OrderPlaced", "ShipmentAbandoned");
            assertThat(service.http()
                            .post("/orders/" + order + "/shipments", null)
                            .status())
                    .isEqualTo(201);
        }

        @Test
        void a_sleeper_that_wakes_up_after_the_fence_is_refused() {
            awaitPutBack();
            var refused = catchThrowableOfType(
                    Rejected.class, () -> service.commands().send(new RecordShipment(order, shipment, two)));
            assertThat(refused.reason()).isEqualTo(new Fenced(order, shipment.value()));
            assertThat(service.events(order.value())).containsExactly("OrderPlaced", "ShipmentAbandoned");
        }

        @Test
        void the_pick_of_an_order_that_was_cancelled_meanwhile_is_free_for_all() {
            service.commands().send(new CancelOrder(order, null));
            awaitNothingHeld();
            assertThat(service.events(order.value())).containsExactly("OrderPlaced", "OrderCancelled");
        }

        private void awaitPutBack() {
            later(() -> {
                var item = service.http().get("/inventory/" + sku);
                assertThat(item.at("/picked").asLong()).isZero();
                assertThat(item.at("/reserved").asLong()).isEqualTo(2);
            });
        }
    }

    @Nested
    class Of_the_change_of_a_line_that_was_asked_for_but_not_recorded {

        OrderId order = new OrderId("order-" + TimeOrderedIds.next());

        @BeforeEach
        void ask() {
            order = new OrderId(service.order(sku, 2));
            assertThat(inventory().raise(order, new Claim(new ItemQuantity(sku, "main", 5), Set.of(), 1)))
                    .isEmpty();
        }

        @Test
        void what_the_order_does_not_want_is_given_back() {
            awaitReserved(2);
            assertThat(service.events(order.value())).containsExactly("OrderPlaced", "LineChangeAbandoned");
            await().untilAsserted(() -> assertThat(holds()).containsExactly(order + " reserved 2 explained"));
        }

        @Test
        void a_sleeper_that_wakes_up_after_the_fence_is_refused() {
            awaitReserved(2);
            var refused = catchThrowableOfType(
                    Rejected.class,
                    () -> service.commands().send(new ChangeLine(order, new Item(sku, "main"), 5, null, 0)));
            assertThat(refused.reason()).isEqualTo(new Overtaken(order, 0, 1));
        }

        @Test
        void what_a_sleeper_recorded_meanwhile_stays() {
            service.commands().send(new ChangeLine(order, new Item(sku, "main"), 5, null, 0));
            await().untilAsserted(() -> assertThat(holds()).containsExactly(order + " reserved 5 explained"));
            assertThat(service.events(order.value())).containsExactly("OrderPlaced", "OrderLineChanged");
        }
    }

    @Test
    void what_comes_back_of_a_shipment_to_a_line_that_wants_less_by_now_is_given_back() {
        var order = new OrderId(service.order(sku, 3));
        inventory()
                .pick(
                        new ShipmentId("shipment-" + TimeOrderedIds.next()),
                        order,
                        List.of(new ItemQuantity(sku, "main", 3)));
        service.http().put("/orders/" + order + "/lines/" + sku, "{\"quantity\":1}");
        awaitReserved(1);
        assertThat(service.events(order.value()))
                .containsExactly("OrderPlaced", "OrderLineChanged", "ShipmentAbandoned");
    }

    private void awaitReserved(long units) {
        later(() -> {
            var item = service.http().get("/inventory/" + sku);
            assertThat(item.at("/reserved").asLong()).isEqualTo(units);
            assertThat(item.at("/picked").asLong()).isZero();
        });
    }

    @Nested
    class Of_what_was_recorded_but_not_settled {

        @Test
        void a_shipment_is_dispatched() {
            var order = new OrderId(service.order(sku, 2));
            var shipment = new ShipmentId("shipment-" + TimeOrderedIds.next());
            inventory().pick(shipment, order, two);
            service.commands().send(new RecordShipment(order, shipment, two));
            awaitNothingHeld();
            assertThat(service.http().get("/inventory/" + sku).at("/onHand").asLong())
                    .isEqualTo(8);
        }

        @Test
        void a_cancelled_order_is_released() {
            var order = new OrderId(service.order(sku, 2));
            service.commands().send(new CancelOrder(order, null));
            awaitNothingHeld();
            assertThat(service.http().get("/inventory/" + sku).at("/available").asLong())
                    .isEqualTo(10);
        }
    }

    @Test
    void what_a_living_order_holds_is_left_alone() {
        var living = service.order(sku, 2);
        var orphan = service.stock(1);
        inventory()
                .reserve(new OrderId("order-" + TimeOrderedIds.next()), List.of(new ItemQuantity(orphan, "main", 1)));
        // Younger than the living order's hold: when it is gone, that one was looked at, too.
        later(() -> assertThat(service.http()
                        .get("/inventory/" + orphan)
                        .at("/reserved")
                        .asLong())
                .isZero());
        assertThat(service.http().get("/inventory/" + sku).at("/reserved").asLong())
                .isEqualTo(2);
        assertThat(service.events(living)).containsExactly("OrderPlaced");
    }

    @Test
    void a_hold_that_was_explained_a_moment_ago_is_left_alone() {
        var reconciler = new Reconciler(service.commands(), service.bean(Streams.class), inventory());
        var living = service.order(sku, 2);
        assertThat(reconciler.giveBack(new Reserved(living, two.getFirst()))).isFalse();
        assertThat(service.http().get("/inventory/" + sku).at("/reserved").asLong())
                .isEqualTo(2);

        var shipment = new ShipmentId("shipment-" + TimeOrderedIds.next());
        var recording = new OrderId(service.order(sku, 2));
        inventory().pick(shipment, recording, two);
        service.commands().send(new RecordShipment(recording, shipment, two));
        assertThat(reconciler.giveBack(new Picked(recording.value(), shipment.value(), two.getFirst())))
                .isFalse();
        assertThat(service.events(recording.value())).containsExactly("OrderPlaced", "ShipmentRecorded");
    }

    @Test
    void what_orders_and_shipments_explain_is_not_looked_at() {
        var living = service.order(sku, 2);
        var partly = service.order(sku, 3);
        service.http().post("/orders/" + partly + "/shipments", Service.orderFor(sku, 1));
        await().untilAsserted(() -> assertThat(holds())
                .containsExactly(living + " reserved 2 explained", partly + " reserved 2 explained"));
        var order = new OrderId(living);
        inventory().pick(new ShipmentId("shipment-" + TimeOrderedIds.next()), order, two);
        await().untilAsserted(() ->
                assertThat(holds()).containsExactly(living + " picked 2", partly + " reserved 2 explained"));
        later(() -> assertThat(holds())
                .containsExactly(living + " reserved 2 explained", partly + " reserved 2 explained"));
        service.http().post("/orders/" + living + "/shipments", null);
        service.http().post("/orders/" + partly + "/cancellation", null);
        await().untilAsserted(() -> assertThat(holds()).isEmpty());
    }

    private List<String> holds() {
        return service.database()
                .sql("select * from holds where sku = ? order by order_id, shipment_id")
                .param(sku)
                .query((row, index) -> row.getString("order_id")
                        + (row.getString("shipment_id").isEmpty() ? " reserved " : " picked ")
                        + row.getLong("quantity")
                        + (row.getBoolean("explained") ? " explained" : ""))
                .list();
    }

    @Test
    void a_hold_that_comes_back_to_an_ended_order_is_given_back() {
        var order = new OrderId(service.order(sku, 2));
        service.http().post("/orders/" + order + "/cancellation", null);
        inventory().reserve(order, two);
        awaitNothingHeld();
    }

    private static Stock inventory() {
        return service.bean(Stock.class);
    }

    private void awaitNothingHeld() {
        later(() -> {
            var item = service.http().get("/inventory/" + sku);
            assertThat(item.at("/reserved").asLong()).isZero();
            assertThat(item.at("/picked").asLong()).isZero();
        });
    }

    /** Lets the time pass after which a hold is too old, and waits. */
    private void later(ThrowingRunnable assertion) {
        service.bean(ClockAhead.class).later(() -> await().untilAsserted(assertion));
    }
}
