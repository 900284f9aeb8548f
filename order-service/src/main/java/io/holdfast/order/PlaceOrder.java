package io.holdfast.order;

import io.holdfast.events.order.OrderLine;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Make an order true whose stock is reserved.
 *
 * @param lines at least one, at most one per stock item
 * @param holdUntil when what is not shipped by then may be given to others
 */
public record PlaceOrder(
        @TargetAggregateIdentifier OrderId orderId,
        @Nullable String customerId,
        @Nullable String currency,
        List<OrderLine> lines,
        @Nullable Instant holdUntil)
        implements OrderCommand {}
