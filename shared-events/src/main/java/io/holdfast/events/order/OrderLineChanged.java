package io.holdfast.events.order;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The order wants another number of units of an item, or another price; or an item that it had no line for. Inventory holds
 * every unit that was not shipped.
 *
 * @param quantity units that are ordered from here on, shipped ones included, at least 1
 * @param change units more than before, negative if fewer
 * @param unitPrice the price of one unit from here on, in the order's currency, if the shop said so
 */
public record OrderLineChanged(
        String orderId,
        String sku,
        String location,
        long quantity,
        long change,
        @Nullable BigDecimal unitPrice) implements OrderEvent {}
