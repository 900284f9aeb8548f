package io.holdfast.inventory;

import io.holdfast.events.inventory.StockDispatched;
import io.holdfast.events.inventory.StockPicked;
import io.holdfast.events.inventory.StockReserved;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePSet;
import org.pcollections.PSet;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/**
 * How many units there are, and who has a claim on them. Immutable; a change copies next to nothing, however many claims
 * there are.
 *
 * @param name what people call the item
 * @param onHand units that are physically there
 * @param reserved units on the shelf that are promised to orders: the sum of {@code reservations}
 * @param picked units that were taken off the shelf for shipments under way: the sum of {@code picks}
 * @param reservations by order
 * @param picks by shipment
 */
public record StockLevels(
        @Nullable String name,
        long onHand,
        long reserved,
        long picked,
        PSortedMap<String, Reservation> reservations,
        PSortedMap<String, Pick> picks) {

    /**
     * What one order is promised.
     *
     * @param quantity units, at least 1
     * @param dispatched the order's shipments that have left already; so a late repetition of their pick is recognised
     */
    public record Reservation(long quantity, PSet<String> dispatched) {}

    /** What one shipment took off the shelf. */
    public record Pick(String orderId, long quantity) {}

    static StockLevels of(@Nullable String name, long onHand) {
        return new StockLevels(name, onHand, 0, 0, TreePMap.empty(), TreePMap.empty());
    }

    /** Units that nobody has a claim on. */
    public long available() {
        return onHand - reserved - picked;
    }

    /** Units that the order is promised and that are still on the shelf. */
    public long reservedFor(String orderId) {
        var reservation = reservations.get(orderId);
        return reservation == null ? 0 : reservation.quantity();
    }

    boolean isHeld() {
        return !reservations.isEmpty() || !picks.isEmpty();
    }

    boolean wasDispatched(String shipmentId, String orderId) {
        var reservation = reservations.get(orderId);
        return reservation != null && reservation.dispatched().contains(shipmentId);
    }

    StockLevels changedBy(long units) {
        return new StockLevels(name, onHand + units, reserved, picked, reservations, picks);
    }

    StockLevels with(StockReserved event) {
        return promised(event.orderId(), event.quantity());
    }

    StockLevels without(String orderId) {
        return promised(orderId, 0);
    }

    StockLevels with(StockPicked event) {
        var left = promised(event.orderId(), reservedFor(event.orderId()) - event.quantity());
        var pick = new Pick(event.orderId(), event.quantity());
        return left.withPicks(picked + event.quantity(), picks.plus(event.shipmentId(), pick));
    }

    StockLevels withoutPick(String shipmentId, String orderId, long quantity) {
        return withPicks(picked - quantity, picks.minus(shipmentId)).promised(orderId, reservedFor(orderId) + quantity);
    }

    StockLevels with(StockDispatched event) {
        var left = withPicks(picked - event.quantity(), picks.minus(event.shipmentId()))
                .changedBy(-event.quantity());
        var reservation = left.reservations.get(event.orderId());
        return reservation == null ? left : left.remembering(event, reservation);
    }

    private StockLevels remembering(StockDispatched event, Reservation reservation) {
        var remembers =
                new Reservation(reservation.quantity(), reservation.dispatched().plus(event.shipmentId()));
        return new StockLevels(name, onHand, reserved, picked, reservations.plus(event.orderId(), remembers), picks);
    }

    private StockLevels promised(String orderId, long quantity) {
        var before = reservations.get(orderId);
        long change = quantity - (before == null ? 0 : before.quantity());
        var after = quantity == 0
                ? reservations.minus(orderId)
                : reservations.plus(
                        orderId,
                        new Reservation(quantity, before == null ? HashTreePSet.empty() : before.dispatched()));
        return new StockLevels(name, onHand, reserved + change, picked, after, picks);
    }

    private StockLevels withPicks(long units, PSortedMap<String, Pick> shipments) {
        return new StockLevels(name, onHand, reserved, units, reservations, shipments);
    }
}
