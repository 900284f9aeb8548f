package io.holdfast.order.view;

import io.holdfast.events.inventory.StockAdjusted;
import io.holdfast.events.inventory.StockDispatched;
import io.holdfast.events.inventory.StockItemDeleted;
import io.holdfast.events.inventory.StockItemDeletionCancelled;
import io.holdfast.events.inventory.StockItemDeletionStarted;
import io.holdfast.events.inventory.StockItemEvent;
import io.holdfast.events.inventory.StockItemRegistered;
import io.holdfast.events.inventory.StockPicked;
import io.holdfast.events.inventory.StockReceived;
import io.holdfast.events.inventory.StockReleased;
import io.holdfast.events.inventory.StockReserved;
import io.holdfast.events.inventory.StockUnpicked;
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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All holds, which {@link Holds} reads, and what living orders have left to ship, by which a hold is explained. Both belong
 * to the order that holds.
 */
public final class HoldsView implements View {

    private static final String RESERVATION = "";
    private static final List<String> ORDER = List.of("order_id");
    private static final Table<HeldUnits> HOLDS =
            Table.of("holds", HeldUnits.class, ORDER, List.of("sku", "location", "shipment_id"));
    private static final Table<LivingLine> LINES =
            Table.of("living_lines", LivingLine.class, ORDER, List.of("sku", "location"));

    /**
     * A row of {@code holds}.
     *
     * @param shipmentId empty for a reservation
     * @param since when it, or what explains it, last changed
     */
    private record HeldUnits(
            String orderId,
            String sku,
            String location,
            String shipmentId,
            long quantity,
            boolean explained,
            Instant since) {

        boolean isReservation() {
            return shipmentId.equals(RESERVATION);
        }
    }

    /** A row of {@code living_lines}. */
    private record LivingLine(String orderId, String sku, String location, long leftToShip) {}

    @Override
    public String name() {
        return "holds";
    }

    @Override
    public List<Class<?>> families() {
        return List.of(StockItemEvent.class, OrderEvent.class);
    }

    @Override
    public List<Table<?>> tables() {
        return List.of(HOLDS, LINES);
    }

    @Override
    public @Nullable List<String> thing(Object event) {
        var order = event instanceof StockItemEvent item ? holder(item) : ((OrderEvent) event).orderId();
        return order == null ? null : List.of(order);
    }

    private static @Nullable String holder(StockItemEvent event) {
        return switch (event) {
            case StockReserved e -> e.orderId();
            case StockReleased e -> e.orderId();
            case StockPicked e -> e.orderId();
            case StockUnpicked e -> e.orderId();
            case StockDispatched e -> e.orderId();
            case StockItemRegistered e -> null;
            case StockReceived e -> null;
            case StockAdjusted e -> null;
            case StockItemDeletionStarted e -> null;
            case StockItemDeletionCancelled e -> null;
            case StockItemDeleted e -> null; // nothing is held of it then
        };
    }

    @Override
    public void apply(Happened happened, Rows rows) {
        if (happened.event() instanceof StockItemEvent item) {
            hold(item, happened.at(), rows);
        } else {
            explain((OrderEvent) happened.event(), happened.at(), rows);
        }
    }

    private static void hold(StockItemEvent event, Instant at, Rows rows) {
        switch (event) {
            case StockReserved e -> reserve(e, e.orderId(), e.added(), at, rows);
            case StockReleased e -> reserve(e, e.orderId(), -e.quantity(), at, rows);
            case StockPicked e -> {
                reserve(e, e.orderId(), -e.quantity(), at, rows);
                rows.put(
                        HOLDS,
                        new HeldUnits(e.orderId(), e.sku(), e.location(), e.shipmentId(), e.quantity(), false, at));
            }
            case StockUnpicked e -> {
                forgetPick(e, e.shipmentId(), rows);
                reserve(e, e.orderId(), e.quantity(), at, rows);
            }
            case StockDispatched e -> forgetPick(e, e.shipmentId(), rows);
            default -> {} // holds nothing
        }
    }

    private static void explain(OrderEvent event, Instant at, Rows rows) {
        switch (event) {
            case OrderPlaced e ->
                e.lines().forEach(line -> want(e.orderId(), line.sku(), line.location(), line.quantity(), rows));
            case OrderLineChanged e -> want(e.orderId(), e.sku(), e.location(), e.change(), rows);
            case OrderLineRemoved e -> want(e.orderId(), e.sku(), e.location(), -e.quantity(), rows);
            case ShipmentRecorded e -> ship(e, rows);
            case OrderCancelled e -> wantNothing(rows);
            case OrderExpired e -> wantNothing(rows);
            // What is held for them was never explained, and the order wants what it wanted before.
            case OrderAbandoned e -> {
                return;
            }
            case ShipmentAbandoned e -> {
                return;
            }
            case LineChangeAbandoned e -> {
                return;
            }
        }
        explainReservations(at, rows);
    }

    private static void reserve(StockItemEvent item, String order, long change, Instant at, Rows rows) {
        var known = rows.of(HOLDS).stream()
                .filter(hold -> hold.isReservation() && isOf(item, hold))
                .findFirst();
        long quantity = known.map(HeldUnits::quantity).orElse(0L) + change;
        var then = new HeldUnits(
                order,
                item.sku(),
                item.location(),
                RESERVATION,
                quantity,
                quantity <= left(item.sku(), item.location(), rows),
                at);
        if (quantity == 0) {
            rows.remove(HOLDS, then);
        } else {
            rows.put(HOLDS, then);
        }
    }

    private static void forgetPick(StockItemEvent item, String shipment, Rows rows) {
        rows.of(HOLDS).stream()
                .filter(hold -> hold.shipmentId().equals(shipment) && isOf(item, hold))
                .forEach(hold -> rows.remove(HOLDS, hold));
    }

    private static boolean isOf(StockItemEvent item, HeldUnits hold) {
        return hold.sku().equals(item.sku()) && hold.location().equals(item.location());
    }

    private static void ship(ShipmentRecorded event, Rows rows) {
        rows.of(HOLDS).stream()
                .filter(hold -> hold.shipmentId().equals(event.shipmentId()))
                .forEach(hold -> rows.put(HOLDS, explained(hold, true, hold.since())));
        event.lines().forEach(item -> want(event.orderId(), item.sku(), item.location(), -item.quantity(), rows));
    }

    private static void want(String order, String sku, String location, long change, Rows rows) {
        var then = new LivingLine(order, sku, location, left(sku, location, rows) + change);
        if (then.leftToShip() == 0) {
            rows.remove(LINES, then);
        } else {
            rows.put(LINES, then);
        }
    }

    private static void wantNothing(Rows rows) {
        rows.of(LINES).forEach(line -> rows.remove(LINES, line));
    }

    /** What a living order has left to ship of an item; nothing if it is no living order. */
    private static long left(String sku, String location, Rows rows) {
        return line(sku, location, rows).map(LivingLine::leftToShip).orElse(0L);
    }

    private static Optional<LivingLine> line(String sku, String location, Rows rows) {
        return rows.of(LINES).stream()
                .filter(line -> line.sku().equals(sku) && line.location().equals(location))
                .findFirst();
    }

    /** A reservation is explained by a line that has as much left to ship. */
    private static void explainReservations(Instant at, Rows rows) {
        rows.of(HOLDS).stream()
                .filter(HeldUnits::isReservation)
                .forEach(hold -> rows.put(
                        HOLDS, explained(hold, hold.quantity() <= left(hold.sku(), hold.location(), rows), at)));
    }

    private static HeldUnits explained(HeldUnits hold, boolean explained, Instant since) {
        return new HeldUnits(
                hold.orderId(), hold.sku(), hold.location(), hold.shipmentId(), hold.quantity(), explained, since);
    }
}
