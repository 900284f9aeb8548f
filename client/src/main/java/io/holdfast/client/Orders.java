package io.holdfast.client;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked of orders. */
public final class Orders {

    private Orders() {}

    private record Parcel(List<ItemQuantity> lines) {}

    private record Cancellation(@Nullable String reason) {}

    private record LineQuantity(long quantity, @Nullable BigDecimal unitPrice) {}

    /** An order as it is now: sees every write that was answered before. */
    public static Read<Order> get(String orderId) {
        return Read.of(Target.of("orders", orderId), Orders::order);
    }

    /**
     * Orders, by their ids. A list follows writes a moment later.
     *
     * @param limit how many on a page, 1 to {@link Page#MAX_LIMIT}
     */
    public static Read<Page<Order>> list(OrderFilter filter, int limit) {
        var target = Target.of("orders")
                .with("status", filter.status())
                .with("customerId", filter.customerId())
                .with("sku", filter.sku())
                .with("limit", limit);
        return Read.of(target, reply -> Page.read(reply, Order.class));
    }

    /** Places an order. Refused if a line cannot have its stock; then there is no order, and nothing is held. */
    public static Write<Order> place(NewOrder order) {
        return Write.post(Target.of("orders"), order, Orders::order);
    }

    /** Ships all that is left of an order. */
    public static Write<Shipment> ship(String orderId) {
        return Write.post(Target.of("orders", orderId, "shipments"), null, reply -> reply.as(Shipment.class));
    }

    /** Ships a part of an order. */
    public static Write<Shipment> ship(String orderId, List<ItemQuantity> lines) {
        return Write.post(
                Target.of("orders", orderId, "shipments"), new Parcel(lines), reply -> reply.as(Shipment.class));
    }

    /**
     * Cancels an open order, so that its stock is free again.
     *
     * @param reason 1 to 200 characters, if there is one
     */
    public static Write<Order> cancel(String orderId, @Nullable String reason) {
        return Write.post(Target.of("orders", orderId, "cancellation"), new Cancellation(reason), Orders::order);
    }

    /**
     * Makes an open order want so many units of an item, which may be new to it.
     *
     * @param quantity 1 to 1,000,000, not fewer than were shipped
     * @param unitPrice null leaves the price as it is
     */
    public static Write<Order> changeLine(String orderId, Item item, long quantity, @Nullable BigDecimal unitPrice) {
        return Write.put(line(orderId, item), new LineQuantity(quantity, unitPrice), Orders::order);
    }

    /** Removes a line from an open order. Refused if something of it was shipped, or if it is the last one. */
    public static Write<Order> removeLine(String orderId, Item item) {
        return Write.delete(line(orderId, item), Orders::order);
    }

    private static Target line(String orderId, Item item) {
        return Target.of("orders", orderId, "lines", item.sku()).at(item);
    }

    private static Order order(Reply reply) {
        return reply.as(Order.class);
    }
}
