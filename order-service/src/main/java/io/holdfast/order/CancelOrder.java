package io.holdfast.order;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Call the order off; what was shipped stays shipped. */
public record CancelOrder(
        @TargetAggregateIdentifier OrderId orderId,
        @Nullable String reason) implements OrderCommand {}
