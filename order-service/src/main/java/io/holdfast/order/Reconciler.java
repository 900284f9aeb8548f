package io.holdfast.order;

import io.holdfast.events.order.ItemQuantity;
import io.holdfast.ledger.Commands;
import io.holdfast.ledger.Contention;
import io.holdfast.ledger.Streams;
import io.holdfast.order.Hold.Picked;
import io.holdfast.order.Hold.Reserved;
import io.holdfast.order.OrderState.Open;
import io.holdfast.order.OrderState.Placed;
import java.util.List;

/**
 * Gives back what a crash left between the beats: holds that no living order and no recorded shipment explains.
 *
 * <p>Whoever asked for such a hold may be dead, or only asleep. So first comes a fence, an event after which nobody can
 * record that order or shipment any more, and only then the hold goes back. Without it, a sleeper that woke up later would
 * record an order whose stock others have by now.
 */
public final class Reconciler {

    private final Commands commands;
    private final Stock stock;
    private final Promises promises;

    public Reconciler(Commands commands, Streams streams, Stock stock) {
        this.commands = commands;
        this.stock = stock;
        this.promises = new Promises(streams, stock);
    }

    /**
     * Gives a hold back, unless somebody recorded what it is for after all.
     *
     * @return whether it was given back
     * @throws Contention if others changed the order at the same time; then it is worth another try
     */
    public boolean giveBack(Hold hold) {
        var order = new OrderId(hold.orderId());
        var fenced = commands.send(new AbandonOrder(order)).state();
        return switch (hold) {
            case Reserved reserved -> release(order, fenced, reserved.item());
            case Picked picked -> unpick(order, fenced, new ShipmentId(picked.shipmentId()), picked.item());
        };
    }

    private boolean release(OrderId order, OrderState state, ItemQuantity held) {
        if (state instanceof Open) {
            return lower(order, new Item(held.sku(), held.location()));
        }
        stock.release(order, List.of(held));
        return true;
    }

    /** If a living order holds more than it wants, somebody was about to change a line of it. */
    private boolean lower(OrderId order, Item item) {
        if (promises.settle(order, item)) {
            return false;
        }
        commands.send(new AbandonLineChange(order, item));
        return promises.settle(order, item);
    }

    private boolean unpick(OrderId order, OrderState state, ShipmentId shipment, ItemQuantity item) {
        var fenced = state instanceof Open
                ? commands.send(new AbandonShipment(order, shipment)).state()
                : state;
        if (fenced instanceof Placed placed && placed.details().has(shipment)) {
            return false;
        }
        stock.unpick(shipment, List.of(item));
        promises.settle(order, new Item(item.sku(), item.location()));
        return true;
    }
}
