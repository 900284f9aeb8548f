package io.holdfast.client;

import org.jspecify.annotations.Nullable;

/** Which orders to list; null does not matter. */
public record OrderFilter(
        Order.@Nullable Status status,
        @Nullable String customerId,
        @Nullable String sku) {

    /** Every one. */
    public static final OrderFilter ALL = new OrderFilter(null, null, null);

    /** Only those in this state. */
    public OrderFilter status(Order.Status only) {
        return new OrderFilter(only, customerId, sku);
    }

    /** Only those of this customer. */
    public OrderFilter customerId(String only) {
        return new OrderFilter(status, only, sku);
    }

    /** Only those that have a line of this SKU. */
    public OrderFilter sku(String only) {
        return new OrderFilter(status, customerId, only);
    }
}
