package io.holdfast.events.order;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The order was called off; what had been shipped before stays shipped.
 *
 * @param reason why, if somebody said so
 * @param released what was not shipped and is free for others again
 */
public record OrderCancelled(String orderId, @Nullable String reason, List<ItemQuantity> released)
        implements OrderEvent {

    public OrderCancelled {
        released = List.copyOf(released);
    }
}
