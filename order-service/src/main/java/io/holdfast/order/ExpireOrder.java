package io.holdfast.order;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * End an order whose hold ran out; what was shipped stays shipped.
 *
 * @param asOf now, as whoever asks sees it
 */
public record ExpireOrder(@TargetAggregateIdentifier OrderId orderId, Instant asOf) implements OrderCommand {}
