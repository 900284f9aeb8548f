package io.holdfast.order;

import io.holdfast.ledger.TimeOrderedIds;
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

    /** An id that nobody has yet, greater than those before it. */
    public static ShipmentId next() {
        return new ShipmentId("shipment-" + TimeOrderedIds.next());
    }

    @Override
    public String toString() {
        return value;
    }
}
