package io.holdfast.order;

import io.holdfast.events.order.OrderLineChanged;
import io.holdfast.events.order.OrderLineRemoved;
import io.holdfast.order.OrderDetails.Line;
import io.holdfast.order.Rejection.LastLine;
import io.holdfast.order.Rejection.LinesRefused;
import io.holdfast.order.Rejection.ShippedAlready;
import io.holdfast.order.Rejection.TooManyLines;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What changing a line of an open order comes to, as far as the order itself is concerned: the same rules before inventory
 * is asked and when the change is recorded.
 *
 * @param event what will have happened; nothing if the line is so already
 * @param after the order then
 */
record LineChange(Optional<OrderLineChanged> event, OrderDetails after) {

    /** @throws Rejected if more was shipped, or if there is no room for a line more */
    static LineChange of(OrderId order, OrderDetails details, Item item, long quantity, @Nullable BigDecimal price) {
        var line = details.line(item);
        long shipped = line.map(Line::shipped).orElse(0L);
        if (quantity < shipped) {
            throw new Rejected(new ShippedAlready(order, item, quantity, shipped));
        }
        if (line.isEmpty() && details.lines().size() >= OrderDetails.MAX_LINES) {
            throw new Rejected(new TooManyLines(order, OrderDetails.MAX_LINES));
        }
        long before = line.map(Line::quantity).orElse(0L);
        var priceBefore = line.map(Line::unitPrice).orElse(null);
        boolean samePrice = price == null || (priceBefore != null && price.compareTo(priceBefore) == 0);
        if (before == quantity && samePrice) {
            return new LineChange(Optional.empty(), details);
        }
        var changed = new OrderLineChanged(
                order.value(),
                item.sku(),
                item.location(),
                quantity,
                quantity - before,
                samePrice ? priceBefore : price);
        return new LineChange(Optional.of(changed), details.with(changed));
    }

    /** @throws Rejected if there is no such line, if some of it was shipped, or if there is no other line */
    static OrderLineRemoved removal(OrderId order, OrderDetails details, Item item) {
        var line = details.line(item)
                .orElseThrow(() -> new Rejected(new LinesRefused(
                        order, List.of(new LineRefusal.NotOrdered(order, item.sku(), item.location())))));
        if (line.shipped() > 0) {
            throw new Rejected(new ShippedAlready(order, item, 0, line.shipped()));
        }
        if (details.lines().size() == 1) {
            throw new Rejected(new LastLine(order, item));
        }
        return new OrderLineRemoved(order.value(), item.sku(), item.location(), line.quantity());
    }

    /** Whether inventory has to hold more for it. */
    boolean isIncrease() {
        return event.map(changed -> changed.change() > 0).orElse(false);
    }

    /** Whether inventory may hold less after it. */
    boolean isDecrease() {
        return event.map(changed -> changed.change() < 0).orElse(false);
    }
}
