package io.holdfast.order.view;

import io.holdfast.events.order.LineChangeAbandoned;
import io.holdfast.events.order.OrderAbandoned;
import io.holdfast.events.order.OrderCancelled;
import io.holdfast.events.order.OrderEvent;
import io.holdfast.events.order.OrderExpired;
import io.holdfast.events.order.OrderLineChanged;
import io.holdfast.events.order.OrderLineRemoved;
import io.holdfast.events.order.OrderPlaced;
import io.holdfast.events.order.ShipmentAbandoned;
import io.holdfast.events.order.ShipmentRecorded;
import io.holdfast.ledger.projection.Happened;
import io.holdfast.ledger.projection.Rows;
import io.holdfast.ledger.projection.Table;
import io.holdfast.ledger.projection.View;
import io.holdfast.order.OrderDetails;
import io.holdfast.order.OrderState.Status;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows that {@link OrderList} reads. */
public final class OrderView implements View {

    private static final List<String> ORDER = List.of("order_id");
    private static final Table<Order> ORDERS = Table.of("order_view", Order.class, ORDER, List.of());
    private static final Table<Line> LINES = Table.of("order_line_view", Line.class, ORDER, List.of("line"));

    /** A row of {@code order_view}. */
    private record Order(
            String orderId,
            @Nullable String customerId,
            Status status,
            @Nullable String currency,
            @Nullable BigDecimal total,
            Instant placedAt,
            @Nullable Instant holdUntil,
            long version) {

        Order become(Status other, @Nullable BigDecimal sum, long then) {
            return new Order(orderId, customerId, other, currency, sum, placedAt, holdUntil, then);
        }
    }

    /** A row of {@code order_line_view}. */
    private record Line(
            String orderId,
            int line,
            String sku,
            String location,
            long quantity,
            long shipped,
            @Nullable BigDecimal unitPrice) {

        boolean isFor(String otherSku, String otherLocation) {
            return sku.equals(otherSku) && location.equals(otherLocation);
        }

        Line plus(long units) {
            return new Line(orderId, line, sku, location, quantity, shipped + units, unitPrice);
        }

        OrderDetails.Line details() {
            return new OrderDetails.Line(sku, location, quantity, shipped, unitPrice);
        }
    }

    @Override
    public String name() {
        return "order-view";
    }

    @Override
    public List<Class<?>> families() {
        return List.of(OrderEvent.class);
    }

    @Override
    public List<Table<?>> tables() {
        return List.of(ORDERS, LINES);
    }

    @Override
    public @Nullable List<String> thing(Object event) {
        return event instanceof OrderAbandoned ? null : List.of(((OrderEvent) event).orderId());
    }

    @Override
    public void apply(Happened happened, Rows rows) {
        long version = happened.version();
        switch ((OrderEvent) happened.event()) {
            case OrderPlaced e -> place(e, version, happened.at(), rows);
            case OrderLineChanged e -> change(e, version, rows);
            case OrderLineRemoved e -> remove(e, version, rows);
            case ShipmentRecorded e -> ship(e, version, rows);
            case OrderCancelled e -> become(Status.CANCELLED, version, rows);
            case OrderExpired e -> become(Status.EXPIRED, version, rows);
            case ShipmentAbandoned e -> become(Status.OPEN, version, rows);
            case LineChangeAbandoned e -> become(Status.OPEN, version, rows);
            case OrderAbandoned e -> {} // there never was an order to list
        }
    }

    private static void place(OrderPlaced event, long version, Instant at, Rows rows) {
        for (int i = 0; i < event.lines().size(); i++) {
            var line = event.lines().get(i);
            rows.put(
                    LINES,
                    new Line(event.orderId(), i, line.sku(), line.location(), line.quantity(), 0, line.unitPrice()));
        }
        rows.put(
                ORDERS,
                new Order(
                        event.orderId(),
                        event.customerId(),
                        Status.OPEN,
                        event.currency(),
                        total(rows),
                        at,
                        event.holdUntil(),
                        version));
    }

    private static void change(OrderLineChanged event, long version, Rows rows) {
        var known = line(event.sku(), event.location(), rows);
        rows.put(
                LINES,
                new Line(
                        event.orderId(),
                        known.map(Line::line).orElseGet(() -> nextLine(rows)),
                        event.sku(),
                        event.location(),
                        event.quantity(),
                        known.map(Line::shipped).orElse(0L),
                        event.unitPrice()));
        become(statusOf(rows), version, rows);
    }

    private static void remove(OrderLineRemoved event, long version, Rows rows) {
        line(event.sku(), event.location(), rows).ifPresent(line -> rows.remove(LINES, line));
        become(statusOf(rows), version, rows);
    }

    private static void ship(ShipmentRecorded event, long version, Rows rows) {
        event.lines()
                .forEach(item -> line(item.sku(), item.location(), rows)
                        .ifPresent(line -> rows.put(LINES, line.plus(item.quantity()))));
        become(statusOf(rows), version, rows);
    }

    private static void become(Status status, long version, Rows rows) {
        rows.of(ORDERS).forEach(order -> rows.put(ORDERS, order.become(status, total(rows), version)));
    }

    private static Status statusOf(Rows rows) {
        return rows.of(LINES).stream().anyMatch(line -> line.shipped() < line.quantity())
                ? Status.OPEN
                : Status.SHIPPED;
    }

    private static Optional<Line> line(String sku, String location, Rows rows) {
        return rows.of(LINES).stream().filter(line -> line.isFor(sku, location)).findFirst();
    }

    private static int nextLine(Rows rows) {
        return 1 + rows.of(LINES).stream().mapToInt(Line::line).max().orElse(-1);
    }

    private static @Nullable BigDecimal total(Rows rows) {
        return OrderDetails.total(rows.of(LINES).stream().map(Line::details).toList());
    }
}
