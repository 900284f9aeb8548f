package io.holdfast.customer;

import io.holdfast.ledger.TimeOrderedIds;
import java.util.regex.Pattern;

/**
 * A customer's id, with its prefix.
 *
 * @param value {@code customer-} and 1 to 64 letters, digits or {@code -}
 */
public record CustomerId(String value) {

    /** What such an id looks like. */
    public static final String FORMAT = "customer-[A-Za-z0-9-]{1,64}";

    private static final Pattern VALID = Pattern.compile(FORMAT);

    public CustomerId {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException("Not the id of a customer: " + value);
        }
    }

    /** An id that nobody has yet, greater than those before it. */
    public static CustomerId next() {
        return new CustomerId("customer-" + TimeOrderedIds.next());
    }

    @Override
    public String toString() {
        return value;
    }
}
