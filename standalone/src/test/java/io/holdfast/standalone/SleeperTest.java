package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.events.order.ItemQuantity;
import io.holdfast.ledger.Unavailable;
import io.holdfast.order.AbandonOrder;
import io.holdfast.order.AbandonShipment;
import io.holdfast.order.Claim;
import io.holdfast.order.LineRefusal;
import io.holdfast.order.OrderId;
import io.holdfast.order.ShipmentId;
import io.holdfast.order.Stock;
import io.holdfast.standalone.IdempotencyTest.Post;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A request that falls asleep between asking and recording, until it was given up, gets its 409 and leaves nothing. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SleeperTest {

    @Test
    void an_order_and_a_shipment_that_take_too_long_are_refused(@TempDir Path data) {
        try (var service = new Service(
                data,
                FallsAsleep.class,
                ClockAhead.class,
                ClockAhead.RECONCILE_AFTER,
                "--holdfast.orders.reconcile-every=50ms")) {
            var sku = service.stock(10);

            FallsAsleep.awake = () -> tooLate(service, "OrderAbandoned");
            var placing = service.http().post("/orders", Service.orderFor(sku, 2));
            assertThat(placing.status()).isEqualTo(409);
            assertThat(placing.problem()).isEqualTo("contention");
            assertThat(placing.at("/retry").asString()).isEqualTo("LATER");
            assertThat(service.events(placing.at("/id").asString())).containsExactly("OrderAbandoned");
            assertThat(service.http().get("/inventory/" + sku).at("/available").asLong())
                    .isEqualTo(10);

            FallsAsleep.awake = () -> true;
            var order = service.order(sku, 2);
            FallsAsleep.awake = () -> tooLate(service, "ShipmentAbandoned");
            var shipping = service.http().post("/orders/" + order + "/shipments", null);
            assertThat(shipping.status()).isEqualTo(409);
            assertThat(shipping.problem()).isEqualTo("contention");
            assertThat(service.events(order)).containsExactly("OrderPlaced", "ShipmentAbandoned");
            var item = service.http().get("/inventory/" + sku);
            assertThat(item.at("/picked").asLong()).isZero();
            assertThat(item.at("/reserved").asLong()).isEqualTo(2);

            // The change of a line is asked for anew, on the order as it is now.
            FallsAsleep.awake = () -> tooLate(service, "LineChangeAbandoned");
            var changing = service.http().put("/orders/" + order + "/lines/" + sku, "{\"quantity\":5}");
            assertThat(changing.status()).as(changing.text()).isEqualTo(200);
            assertThat(service.events(order))
                    .containsExactly("OrderPlaced", "ShipmentAbandoned", "LineChangeAbandoned", "OrderLineChanged");
            assertThat(service.http().get("/inventory/" + sku).at("/reserved").asLong())
                    .isEqualTo(5);

            FallsAsleep.awake = () -> true;
            assertThat(service.http()
                            .post("/orders/" + order + "/shipments", null)
                            .status())
                    .isEqualTo(201);
        }
    }

    @Test
    void what_was_granted_is_given_back_at_once_if_more_waits_than_can_be_done(@TempDir Path data) {
        try (var service = new Service(data, FallsAsleep.class, "--holdfast.orders.reconcile-after=1h")) {
            var sku = service.stock(10);
            var item = "/inventory/" + sku;

            FallsAsleep.awake = SleeperTest::tooMany;
            assertThat(service.http().post("/orders", Service.orderFor(sku, 2)).problem())
                    .isEqualTo("unavailable");
            assertThat(service.http().get(item).at("/reserved").asLong()).isZero();

            FallsAsleep.awake = () -> true;
            var order = service.order(sku, 2);
            FallsAsleep.awake = SleeperTest::tooMany;
            assertThat(service.http()
                            .post("/orders/" + order + "/shipments", null)
                            .problem())
                    .isEqualTo("unavailable");
            assertThat(service.http().get(item).at("/picked").asLong()).isZero();
            assertThat(service.http().get(item).at("/reserved").asLong()).isEqualTo(2);
        } finally {
            FallsAsleep.awake = () -> true;
        }
    }

    @Test
    void what_was_held_for_a_key_until_it_was_given_up_goes_back_before_its_retry_begins_anew(@TempDir Path data) {
        try (var service = new Service(data, FallsAsleep.class, "--holdfast.orders.reconcile-after=1h")) {
            var sku = service.stock(10);
            var placing = new Post("/orders", Service.orderFor(sku, 8));
            FallsAsleep.awake = SleeperTest::dies;
            assertThat(placing.send(service.http(), "placing").status()).isEqualTo(500);
            service.commands().send(new AbandonOrder(new OrderId(held(service, sku, "order_id"))));
            FallsAsleep.awake = () -> true;
            var placed = placing.send(service.http(), "placing");
            assertThat(placed.status()).as(placed.text()).isEqualTo(201);

            var order = new OrderId(placed.at("/orderId").asString());
            var shipping = new Post("/orders/" + order + "/shipments", null);
            FallsAsleep.awake = SleeperTest::dies;
            assertThat(shipping.send(service.http(), "shipping").status()).isEqualTo(500);
            service.commands().send(new AbandonShipment(order, new ShipmentId(held(service, sku, "shipment_id"))));
            FallsAsleep.awake = () -> true;
            var shipped = shipping.send(service.http(), "shipping");
            assertThat(shipped.status()).as(shipped.text()).isEqualTo(201);
            assertThat(service.http().get("/inventory/" + sku).at("/onHand").asLong())
                    .isEqualTo(2);
        } finally {
            FallsAsleep.awake = () -> true;
        }
    }

    /** As if the process had died: nobody knows whether it was recorded, so nobody gives back. */
    private static boolean dies() {
        throw new IllegalStateException("It fell asleep for ever.");
    }

    /** Who holds, when the table of holds knows. */
    private static String held(Service service, String sku, String column) {
        return await().until(
                        () -> service.database()
                                .sql("select " + column + " from holds where sku = ? and not explained")
                                .param(sku)
                                .query(String.class)
                                .list(),
                        held -> held.size() == 1 && !held.getFirst().isEmpty())
                .getFirst();
    }

    private static boolean tooMany() {
        throw new Unavailable("Too many commands are waiting.");
    }

    /** Whether it was given up, for which the clock goes ahead. */
    private static boolean tooLate(Service service, String event) {
        var clock = service.bean(ClockAhead.class);
        boolean stored = service.count("select count(*) from ledger where event_type = '" + event + "'") > 0;
        if (stored) {
            clock.comeBack();
        } else {
            clock.goAhead();
        }
        return stored;
    }

    /** Puts the caller to sleep when inventory has granted, or worse. */
    @Configuration(proxyBeanMethods = false)
    static class FallsAsleep {

        static volatile BooleanSupplier awake = () -> true;

        @Bean
        static BeanPostProcessor sleepAfterAsking() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof Stock stock ? new Sleepy(stock) : bean;
                }
            };
        }

        private static void sleep() {
            await().until(() -> awake.getAsBoolean());
        }
    }

    record Sleepy(Stock stock) implements Stock {

        @Override
        public List<LineRefusal> reserve(OrderId order, List<ItemQuantity> lines) {
            var answer = stock.reserve(order, lines);
            FallsAsleep.sleep();
            return answer;
        }

        @Override
        public List<LineRefusal> pick(ShipmentId shipment, OrderId order, List<ItemQuantity> lines) {
            var answer = stock.pick(shipment, order, lines);
            FallsAsleep.sleep();
            return answer;
        }

        @Override
        public List<LineRefusal> raise(OrderId order, Claim claim) {
            var answer = stock.raise(order, claim);
            FallsAsleep.sleep();
            return answer;
        }

        @Override
        public boolean lower(OrderId order, Claim claim) {
            return stock.lower(order, claim);
        }

        @Override
        public void release(OrderId order, List<ItemQuantity> lines) {
            stock.release(order, lines);
        }

        @Override
        public void unpick(ShipmentId shipment, List<ItemQuantity> lines) {
            stock.unpick(shipment, lines);
        }

        @Override
        public void dispatch(ShipmentId shipment, List<ItemQuantity> lines) {
            stock.dispatch(shipment, lines);
        }
    }
}
