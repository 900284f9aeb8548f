package io.holdfast.order;

import io.holdfast.events.order.OrderCancelled;
import io.holdfast.events.order.OrderExpired;
import io.holdfast.events.order.OrderLineChanged;
import io.holdfast.events.order.OrderLineRemoved;
import io.holdfast.events.order.ShipmentRecorded;
import io.holdfast.ledger.Streams;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;

/**
 * The third beat: does in inventory what a recorded event implies. It follows the ledger, so nothing is forgotten when a
 * process dies, and a step that fails is repeated until it succeeds.
 */
@DisallowReplay // it acts on the world
public final class Settlement {

    /** The processor's name in the database and in the log. */
    public static final String NAME = "settlement";

    private final Stock stock;
    private final Promises promises;

    public Settlement(Streams streams, Stock stock) {
        this.stock = stock;
        this.promises = new Promises(streams, stock);
    }

    // Only what has something to settle, each by a handler of its own: whatever has none costs no transaction. Placing
    // holds
    // what was held already; an abandoned ask is given back by whoever abandoned it.

    @EventHandler
    void on(ShipmentRecorded event) {
        stock.dispatch(new ShipmentId(event.shipmentId()), event.lines());
    }

    @EventHandler
    void on(OrderCancelled event) {
        stock.release(new OrderId(event.orderId()), event.released());
    }

    @EventHandler
    void on(OrderLineChanged event) {
        if (event.change() < 0) {
            promises.settle(new OrderId(event.orderId()), new Item(event.sku(), event.location()));
        }
    }

    @EventHandler
    void on(OrderLineRemoved event) {
        promises.settle(new OrderId(event.orderId()), new Item(event.sku(), event.location()));
    }

    @EventHandler
    void on(OrderExpired event) {
        stock.release(new OrderId(event.orderId()), event.released());
    }
}
