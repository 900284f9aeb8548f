package io.holdfast.order;

import java.math.BigDecimal;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Make it true that the order wants so many units of an item, when inventory holds them.
 *
 * @param quantity units that are ordered from then on, shipped ones included, at least 1
 * @param unitPrice the price of one unit; null leaves it as it is
 * @param basedOn the version of the order for which inventory was asked; once it has another one, what is held may be
 *     another number
 */
public record ChangeLine(
        @TargetAggregateIdentifier OrderId orderId,
        Item item,
        long quantity,
        @Nullable BigDecimal unitPrice,
        long basedOn)
        implements OrderCommand {}
