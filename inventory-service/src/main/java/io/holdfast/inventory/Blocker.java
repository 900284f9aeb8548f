package io.holdfast.inventory;

import java.util.ArrayList;
import java.util.List;

/** Somebody who holds units that others would need to be free. */
public sealed interface Blocker {

    /** Units held, at least 1. */
    long quantity();

    /** An order that was promised units. */
    record ReservedFor(String orderId, long quantity) implements Blocker {}

    /** A shipment that took units off the shelf and has not left. */
    record PickedFor(String shipmentId, String orderId, long quantity) implements Blocker {}

    /** The shipments under way. */
    static List<Blocker> picks(StockLevels levels) {
        var blockers = new ArrayList<Blocker>(levels.picks().size());
        levels.picks()
                .forEach((shipment, pick) -> blockers.add(new PickedFor(shipment, pick.orderId(), pick.quantity())));
        return blockers;
    }

    /** The shipments under way, and every order that holds units. */
    static List<Blocker> all(StockLevels levels) {
        var blockers = picks(levels);
        levels.reservations().forEach((order, held) -> {
            if (held.quantity() > 0) {
                blockers.add(new ReservedFor(order, held.quantity()));
            }
        });
        return blockers;
    }

    /** Units that they hold together. */
    static long sum(List<Blocker> blockers) {
        return blockers.stream().mapToLong(Blocker::quantity).sum();
    }
}
