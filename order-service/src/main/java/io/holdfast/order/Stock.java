package io.holdfast.order;

import io.holdfast.events.order.ItemQuantity;
import java.util.List;

/**
 * What orders need of inventory, wherever it runs. Every method may be repeated without harm, and asks for all lines at
 * once.
 *
 * <p>What fails otherwise than by a refusal may or may not have taken place.
 */
public interface Stock {

    /** Holds units for an order. Answers who cannot have them; the other lines are held. */
    List<LineRefusal> reserve(OrderId order, List<ItemQuantity> lines);

    /** Gives back what an order holds of these items and has not picked. */
    void release(OrderId order, List<ItemQuantity> lines);

    /** Holds at least what the order is about to claim of an item. Answers why it cannot have it. */
    List<LineRefusal> raise(OrderId order, Claim claim);

    /**
     * Holds no more than what the order claims of an item, unless something was held for a later version of it. Answers
     * whether no more is held.
     */
    boolean lower(OrderId order, Claim claim);

    /** Takes units that the order holds off the shelf. Answers who cannot have them; the other lines are picked. */
    List<LineRefusal> pick(ShipmentId shipment, OrderId order, List<ItemQuantity> lines);

    /** Puts back what was picked for a shipment; the order holds it again. */
    void unpick(ShipmentId shipment, List<ItemQuantity> lines);

    /** Lets go what was picked for a shipment. */
    void dispatch(ShipmentId shipment, List<ItemQuantity> lines);
}
