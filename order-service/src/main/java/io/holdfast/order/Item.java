package io.holdfast.order;

import io.holdfast.events.order.ItemQuantity;

/** A stock item, as the lines of orders name it; inventory keeps the same rules. An order has at most one line per item. */
public record Item(String sku, String location) {

    /** What a SKU looks like. */
    public static final String SKU = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    /** What a location looks like. */
    public static final String LOCATION = "[A-Za-z0-9][A-Za-z0-9._-]{0,31}";

    /** The location of whoever has only one. */
    public static final String MAIN = "main";

    ItemQuantity units(long quantity) {
        return new ItemQuantity(sku, location, quantity);
    }
}
