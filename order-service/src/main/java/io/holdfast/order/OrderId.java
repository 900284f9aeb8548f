package io.holdfast.order;

import io.holdfast.ledger.Operation;
import java.util.regex.Pattern;

/**
 * An order's id, with its prefix.
 *
 * @param value {@code order-} and 1 to 64 letters, digits or {@code -}
 */
public record OrderId(String value) {

    /** What such an id looks like. */
    public static final String FORMAT = "order-[A-Za-z0-9-]{1,64}";

    private static final Pattern VALID = Pattern.compile(FORMAT);

    public OrderId {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException("Not the id of an order: " + value);
        }
    }

    /**
     * An id for an order that is to be placed: that nobody has yet, or the one that the same {@link Operation} has asked
     * inventory with before.
     *
     * @param attempt counts from 1, one more when the order of the one before was given up
     */
    static OrderId toPlace(int attempt) {
        return new OrderId("order-" + Operation.newId(attempt, "order"));
    }

    @Override
    public String toString() {
        return value;
    }
}
