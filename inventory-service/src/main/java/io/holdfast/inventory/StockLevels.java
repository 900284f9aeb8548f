package io.holdfast.inventory;

import io.holdfast.events.inventory.StockDispatched;
import io.holdfast.events.inventory.StockPicked;
import io.holdfast.events.inventory.StockReserved;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
 * @param reservations by order; of an order whose units are all picked, one over no units
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
     * @param quantity units that are still on the shelf
     * @param dispatched the order's shipments that have left already, and with how many units: so a late repetition of
     *     their pick, or of the order's reservation, is recognised
     * @param asOf the version of the order that the promise goes with
     */
    public record Reservation(long quantity, Map<String, Long> dispatched, long asOf) {

        public Reservation {
            dispatched = Map.copyOf(dispatched);
        }

        private Reservation of(long other) {
            return new Reservation(other, dispatched, asOf);
        }

        private Reservation remembering(String shipment, long units) {
            var with = new HashMap<>(dispatched);
            with.put(shipment, units);
            return new Reservation(quantity, with, asOf);
        }
    }

    /** What one shipment took off the shelf. */
    public record Pick(String orderId, long quantity) {}

    private static final Reservation NOTHING = new Reservation(0, Map.of(), 0);

    static StockLevels of(@Nullable String name, long onHand) {
        return new StockLevels(name, onHand, 0, 0, TreePMap.empty(), TreePMap.empty());
    }

    /** The levels with these claims, as a snapshot kept them. */
    static StockLevels of(
            @Nullable String name, long onHand, Map<String, Reservation> reservations, Map<String, Pick> picks) {
        return new StockLevels(
                name,
                onHand,
                reservations.values().stream().mapToLong(Reservation::quantity).sum(),
                picks.values().stream().mapToLong(Pick::quantity).sum(),
                TreePMap.from(reservations),
                TreePMap.from(picks));
    }

    /** Units that nobody has a claim on. */
    public long available() {
        return onHand - reserved - picked;
    }

    /** Units that the order is promised and that are still on the shelf. */
    public long reservedFor(String orderId) {
        return reservations.getOrDefault(orderId, NOTHING).quantity();
    }

    /** Units that the order was promised and that have left the shelf, as far as it still holds others. */
    long takenFor(String orderId) {
        long underWay = picks.values().stream()
                .filter(pick -> pick.orderId().equals(orderId))
                .mapToLong(Pick::quantity)
                .sum();
        return underWay
                + reservations.getOrDefault(orderId, NOTHING).dispatched().values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
    }

    /** Units of a claim that have to be on the shelf: those that no shipment under way has taken. */
    long owed(Claim claim) {
        long taken = picks.entrySet().stream()
                .filter(pick -> pick.getValue().orderId().equals(claim.orderId()))
                .filter(pick -> !claim.recorded().contains(pick.getKey()))
                .mapToLong(pick -> pick.getValue().quantity())
                .sum();
        return Math.max(0, claim.left() - taken);
    }

    /** Whether an order is promised more than it claims. */
    public boolean exceed(Claim claim) {
        return reservedFor(claim.orderId()) > owed(claim);
    }

    /** The version of the order that its promise goes with. */
    long asOf(String orderId) {
        return reservations.getOrDefault(orderId, NOTHING).asOf();
    }

    boolean hasPicks(String orderId) {
        return picks.values().stream().anyMatch(pick -> pick.orderId().equals(orderId));
    }

    boolean isHeld() {
        return !reservations.isEmpty() || !picks.isEmpty();
    }

    boolean wasDispatched(String shipmentId, String orderId) {
        return reservations.getOrDefault(orderId, NOTHING).dispatched().containsKey(shipmentId);
    }

    StockLevels changedBy(long units) {
        return new StockLevels(name, onHand + units, reserved, picked, reservations, picks);
    }

    StockLevels with(StockReserved event) {
        var orderVersion = event.orderVersion();
        if (orderVersion == null) {
            return promised(event.orderId(), event.quantity());
        }
        // Kept also over no units: what is picked may come back, and is then to be judged by the same version.
        var before = reservations.getOrDefault(event.orderId(), NOTHING);
        return withReservations(
                reserved + event.quantity() - before.quantity(),
                reservations.plus(
                        event.orderId(),
                        new Reservation(event.quantity(), before.dispatched(), Math.max(before.asOf(), orderVersion))));
    }

    StockLevels without(String orderId) {
        return promised(orderId, 0);
    }

    StockLevels with(StockPicked event) {
        var reservation = reservations.getOrDefault(event.orderId(), NOTHING);
        var left = withReservations(
                reserved - event.quantity(),
                reservations.plus(event.orderId(), reservation.of(reservation.quantity() - event.quantity())));
        var pick = new Pick(event.orderId(), event.quantity());
        return left.withPicks(picked + event.quantity(), picks.plus(event.shipmentId(), pick));
    }

    StockLevels withoutPick(String shipmentId, String orderId, long quantity) {
        return withPicks(picked - quantity, picks.minus(shipmentId)).promised(orderId, reservedFor(orderId) + quantity);
    }

    StockLevels with(StockDispatched event) {
        var left = withPicks(picked - event.quantity(), picks.minus(event.shipmentId()))
                .changedBy(-event.quantity());
        var reservation = reservations.get(event.orderId());
        if (reservation == null) {
            return left;
        }
        boolean over = reservation.quantity() == 0 && !left.hasPicks(event.orderId());
        return left.withReservations(
                reserved,
                over
                        ? reservations.minus(event.orderId())
                        : reservations.plus(
                                event.orderId(), reservation.remembering(event.shipmentId(), event.quantity())));
    }

    private StockLevels promised(String orderId, long quantity) {
        var before = reservations.getOrDefault(orderId, NOTHING);
        var after = quantity == 0 ? reservations.minus(orderId) : reservations.plus(orderId, before.of(quantity));
        return withReservations(reserved + quantity - before.quantity(), after);
    }

    private StockLevels withReservations(long units, PSortedMap<String, Reservation> orders) {
        return new StockLevels(name, onHand, units, picked, orders, picks);
    }

    private StockLevels withPicks(long units, PSortedMap<String, Pick> shipments) {
        return new StockLevels(name, onHand, reserved, units, reservations, shipments);
    }
}
