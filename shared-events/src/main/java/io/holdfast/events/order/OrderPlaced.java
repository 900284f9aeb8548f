package io.holdfast.events.order;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer ordered, and inventory holds every unit of every line.
 *
 * @param customerId who ordered, if the shop said so: {@code customer-...}
 * @param currency what the prices are in, ISO 4217, if the shop said so
 * @param lines at least one
 * @param holdUntil when the hold on what is not shipped by then runs out; without it, never
 */
public record OrderPlaced(
        String orderId,
        @Nullable String customerId,
        @Nullable String currency,
        List<OrderLine> lines,
        @Nullable Instant holdUntil)
        implements OrderEvent {

    public OrderPlaced {
        lines = List.copyOf(lines);
    }
}
