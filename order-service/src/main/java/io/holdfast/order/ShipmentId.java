package io.holdfast.order;

import io.holdfast.events.order.ItemQuantity;
import io.holdfast.ledger.Operation;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A shipment's id, with its prefix.
 *
 * @param value {@code shipment-} and 1 to 64 letters, digits or {@code -}
 */
public record ShipmentId(String value) {

    /** What such an id looks like. */
    public static final String FORMAT = "shipment-[A-Za-z0-9-]{1,64}";

    private static final Pattern VALID = Pattern.compile(FORMAT);

    public ShipmentId {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException("Not the id of a shipment: " + value);
        }
    }

    /**
     * An id for a shipment that is to be recorded: that nobody has yet, or the one that the same {@link Operation} has asked
     * inventory with before.
     *
     * @param attempt counts from 1, one more when the shipment of the one before was given up
     * @param lines what it would ship: when that has changed since a dead attempt, it is another shipment
     */
    static ShipmentId toRecord(int attempt, List<ItemQuantity> lines) {
        return new ShipmentId("shipment-" + Operation.newId(attempt, lines.toString()));
    }

    @Override
    public String toString() {
        return value;
    }
}
