package io.holdfast.events.inventory;

import io.holdfast.events.Fact;

/**
 * Everything that can have happened to a stock item: a SKU at a location.
 *
 * <p>Units are whole and counted in pieces. Quantities are at least 1 unless the record says otherwise.
 */
public sealed interface StockItemEvent extends Fact
        permits StockItemRegistered,
                StockReceived,
                StockAdjusted,
                StockReserved,
                StockReleased,
                StockPicked,
                StockUnpicked,
                StockDispatched,
                StockItemDeletionStarted,
                StockItemDeletionCancelled,
                StockItemDeleted {

    /** The article, as the shop writes it. */
    String sku();

    /** Where it lies; {@code main} unless somebody said otherwise. */
    String location();

    @Override
    default String summary() {
        var item = sku() + " at " + location();
        return switch (this) {
            case StockItemRegistered e -> "%s was registered with %d on hand.".formatted(item, e.onHand());
            case StockReceived e ->
                "%d of %s arrived%s."
                        .formatted(e.quantity(), item, e.reference() == null ? "" : " (" + e.reference() + ")");
            case StockAdjusted e ->
                "%s was adjusted by %d%s (%s)."
                        .formatted(item, e.delta(), e.counted() == null ? "" : ", counted " + e.counted(), e.reason());
            case StockReserved e ->
                "%d of %s are promised to %s, %+d.".formatted(e.quantity(), item, e.orderId(), e.added());
            case StockReleased e -> "%d of %s are no longer promised to %s.".formatted(e.quantity(), item, e.orderId());
            case StockPicked e ->
                "%d of %s were picked for %s of %s.".formatted(e.quantity(), item, e.shipmentId(), e.orderId());
            case StockUnpicked e ->
                "%d of %s went back on the shelf from %s of %s."
                        .formatted(e.quantity(), item, e.shipmentId(), e.orderId());
            case StockDispatched e ->
                "%d of %s left with %s of %s.".formatted(e.quantity(), item, e.shipmentId(), e.orderId());
            case StockItemDeletionStarted e -> "%s is on its way out, with its last reservation.".formatted(item);
            case StockItemDeletionCancelled e -> "%s stays after all.".formatted(item);
            case StockItemDeleted e -> "%s was deleted; %d on hand were written off.".formatted(item, e.writtenOff());
        };
    }
}
