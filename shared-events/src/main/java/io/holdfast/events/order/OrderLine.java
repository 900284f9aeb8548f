package io.holdfast.events.order;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What was ordered of one stock item. An order has at most one line per item.
 *
 * @param quantity units, at least 1
 * @param unitPrice the price of one unit in the order's currency, 0 or more, if the shop said so
 */
public record OrderLine(
        String sku,
        String location,
        long quantity,
        @Nullable BigDecimal unitPrice) {

    /** As people say it, without the price: {@code 2 of TEA-1 at main}. */
    String inWords() {
        return new ItemQuantity(sku, location, quantity).inWords();
    }
}
