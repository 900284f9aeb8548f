package io.holdfast.order;

import io.holdfast.events.order.OrderAbandoned;
import io.holdfast.events.order.OrderCancelled;
import io.holdfast.events.order.OrderEvent;
import io.holdfast.events.order.OrderExpired;
import io.holdfast.events.order.OrderPlaced;
import io.holdfast.events.order.ShipmentAbandoned;
import io.holdfast.events.order.ShipmentRecorded;
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

    public Settlement(Stock stock) {
        this.stock = stock;
    }

    @EventHandler
    void on(OrderEvent event) {
        switch (event) {
            case ShipmentRecorded e -> stock.dispatch(new ShipmentId(e.shipmentId()), e.lines());
            case OrderCancelled e -> stock.release(new OrderId(e.orderId()), e.released());
            case OrderExpired e -> stock.release(new OrderId(e.orderId()), e.released());
            // Placing holds what was held already; an abandoned ask is given back by whoever abandoned it.
            case OrderPlaced e -> {}
            case OrderAbandoned e -> {}
            case ShipmentAbandoned e -> {}
        }
    }
}
