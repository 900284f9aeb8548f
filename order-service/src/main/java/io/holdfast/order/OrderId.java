package io.holdfast.order;

import io.holdfast.ledger.TimeOrderedIds;
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

    /** An id that nobody has yet, greater than those before it. */
    public static OrderId next() {
        return new OrderId("order-" + TimeOrderedIds.next());
    }

    @Override
    public String toString() {
        return value;
    }
}
