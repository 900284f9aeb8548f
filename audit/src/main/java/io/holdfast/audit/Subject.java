package io.holdfast.audit;

import io.holdfast.inventory.StockItem;
import io.holdfast.inventory.StockItemId;
import io.holdfast.inventory.StockState;
import io.holdfast.inventory.StockState.Present;
import io.holdfast.inventory.web.StockItemBody;
import io.holdfast.ledger.Streams.Fold;
import io.holdfast.order.Order;
import io.holdfast.order.OrderId;
import io.holdfast.order.OrderState;
import io.holdfast.order.OrderState.Placed;
import io.holdfast.order.web.OrderBody;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Somebody or something that a history can be told of.
 *
 * @param stream its stream
 * @param fold how its events are added up: the function that its aggregate uses
 * @param shown how the API shows what they add up to; the version, which every event changes, is left out
 */
public record Subject<S>(String stream, Fold<S> fold, Function<S, Object> shown) {

    private static final Pattern ORDER = Pattern.compile(OrderId.FORMAT);

    /** An order. */
    public static Subject<OrderState> order(OrderId order) {
        return new Subject<>(order.value(), Order::fold, state -> body(order, state));
    }

    /** A stock item. */
    public static Subject<StockState> stockItem(StockItemId item) {
        return new Subject<>(item.toString(), StockItem::fold, state -> body(item, state));
    }

    /**
     * What people call it: {@code order-...}, or {@code SKU} or {@code SKU@location}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static Subject<?> named(String name) {
        if (ORDER.matcher(name).matches()) {
            return order(new OrderId(name));
        }
        int at = name.indexOf('@');
        return stockItem(
                at < 0
                        ? new StockItemId(name, StockItemId.MAIN)
                        : new StockItemId(name.substring(0, at), name.substring(at + 1)));
    }

    /** An order that was never placed is shown to nobody. */
    private static Object body(OrderId order, OrderState state) {
        return state instanceof Placed placed ? OrderBody.of(order, placed, 0) : Map.of();
    }

    /** Of an item that was deleted there is nothing more to show. */
    private static Object body(StockItemId item, StockState state) {
        return state instanceof Present present
                ? StockItemBody.of(item, present, 0)
                : Map.of("sku", item.sku(), "location", item.location(), "status", state.status());
    }
}
