package io.holdfast.events.order;

import java.util.List;

/**
 * The order's hold ran out; what had been shipped before stays shipped.
 *
 * @param released what was not shipped and is free for others again
 */
public record OrderExpired(String orderId, List<ItemQuantity> released) implements OrderEvent {

    public OrderExpired {
        released = List.copyOf(released);
    }
}
