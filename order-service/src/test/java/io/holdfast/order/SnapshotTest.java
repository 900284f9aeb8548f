package io.holdfast.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.order.ItemQuantity;
import io.holdfast.events.order.LineChangeAbandoned;
import io.holdfast.events.order.OrderAbandoned;
import io.holdfast.events.order.OrderCancelled;
import io.holdfast.events.order.OrderEvent;
import io.holdfast.events.order.OrderExpired;
import io.holdfast.events.order.OrderLine;
import io.holdfast.events.order.OrderLineChanged;
import io.holdfast.events.order.OrderLineRemoved;
import io.holdfast.events.order.OrderPlaced;
import io.holdfast.events.order.ShipmentAbandoned;
import io.holdfast.events.order.ShipmentRecorded;
import io.holdfast.ledger.EventSerializer;
import io.holdfast.order.config.OrderConfiguration;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An order that was written as a snapshot is the same when it is read. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SnapshotTest {

    static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
    static final List<ItemQuantity> ONE = List.of(new ItemQuantity("TEA-1", "main", 1));

    static final List<OrderEvent> PARTLY_SHIPPED = List.of(
            new OrderPlaced(
                    "order-1",
                    "customer-1",
                    "EUR",
                    List.of(
                            new OrderLine("TEA-1", "main", 2, new BigDecimal("4.50")),
                            new OrderLine("CUP-1", "main", 1, null)),
                    NOON),
            new OrderLineChanged("order-1", "TEA-1", "main", 3, 1, new BigDecimal("4.40")),
            new OrderLineChanged("order-1", "JAR-1", "main", 1, 1, null),
            new OrderLineRemoved("order-1", "JAR-1", "main", 1),
            new LineChangeAbandoned("order-1", "CUP-1", "main"),
            new OrderLineChanged("order-1", "TEA-1", "main", 2, -1, new BigDecimal("4.50")),
            new ShipmentRecorded("order-1", "shipment-1", ONE),
            new ShipmentAbandoned("order-1", "shipment-2"));

    static Stream<List<OrderEvent>> histories() {
        return Stream.of(
                PARTLY_SHIPPED,
                with(new ShipmentRecorded(
                        "order-1",
                        "shipment-3",
                        List.of(new ItemQuantity("TEA-1", "main", 1), new ItemQuantity("CUP-1", "main", 1)))),
                with(new OrderCancelled("order-1", "changed my mind", ONE)),
                with(new OrderExpired("order-1", ONE)),
                List.of(new OrderAbandoned("order-1")));
    }

    @ParameterizedTest
    @MethodSource("histories")
    void is_read_as_it_was_written(List<OrderEvent> history) {
        var serializer = EventSerializer.of(List.of(OrderConfiguration.orderTypes()));
        var order = new Order();
        history.forEach(event -> order.on(event, NOON));
        Order read = serializer.deserialize(serializer.serialize(order, String.class));
        assertThat(read.state()).isEqualTo(order.state());
    }

    private static List<OrderEvent> with(OrderEvent last) {
        return Stream.concat(PARTLY_SHIPPED.stream(), Stream.of(last)).toList();
    }
}
