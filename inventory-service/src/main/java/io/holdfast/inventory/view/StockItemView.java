package io.holdfast.inventory.view;

import io.holdfast.events.inventory.StockAdjusted;
import io.holdfast.events.inventory.StockDispatched;
import io.holdfast.events.inventory.StockItemDeleted;
import io.holdfast.events.inventory.StockItemDeletionCancelled;
import io.holdfast.events.inventory.StockItemDeletionStarted;
import io.holdfast.events.inventory.StockItemEvent;
import io.holdfast.events.inventory.StockItemRegistered;
import io.holdfast.events.inventory.StockPicked;
import io.holdfast.events.inventory.StockReceived;
import io.holdfast.events.inventory.StockReleased;
import io.holdfast.events.inventory.StockReserved;
import io.holdfast.events.inventory.StockUnpicked;
import io.holdfast.inventory.StockState.Status;
import io.holdfast.ledger.projection.Happened;
import io.holdfast.ledger.projection.Rows;
import io.holdfast.ledger.projection.Table;
import io.holdfast.ledger.projection.View;
import java.util.List;
import java.util.function.UnaryOperator;

/** The rows that {@link StockItems} reads. A deleted item has none. */
public final class StockItemView implements View {

    private static final List<String> ITEM = List.of("sku", "location");
    private static final Table<StockItemRow> ITEMS = Table.of("stock_item_view", StockItemRow.class, ITEM, List.of());

    @Override
    public String name() {
        return "stock-item-view";
    }

    @Override
    public List<Class<?>> families() {
        return List.of(StockItemEvent.class);
    }

    @Override
    public List<Table<?>> tables() {
        return List.of(ITEMS);
    }

    @Override
    public List<String> thing(Object event) {
        var item = (StockItemEvent) event;
        return List.of(item.sku(), item.location());
    }

    @Override
    public void apply(Happened happened, Rows rows) {
        long version = happened.version();
        switch ((StockItemEvent) happened.event()) {
            case StockItemRegistered e -> rows.put(ITEMS, registered(e, version));
            case StockReceived e -> change(rows, item -> item.plus(version, e.quantity(), 0, 0));
            case StockAdjusted e -> change(rows, item -> item.plus(version, e.delta(), 0, 0));
            case StockReserved e -> change(rows, item -> item.plus(version, 0, e.added(), 0));
            case StockReleased e -> change(rows, item -> item.plus(version, 0, -e.quantity(), 0));
            case StockPicked e -> change(rows, item -> item.plus(version, 0, -e.quantity(), e.quantity()));
            case StockUnpicked e -> change(rows, item -> item.plus(version, 0, e.quantity(), -e.quantity()));
            case StockDispatched e -> change(rows, item -> item.plus(version, -e.quantity(), 0, -e.quantity()));
            case StockItemDeletionStarted e -> change(rows, item -> item.become(version, Status.DELETING));
            case StockItemDeletionCancelled e -> change(rows, item -> item.become(version, Status.ACTIVE));
            case StockItemDeleted e -> rows.of(ITEMS).forEach(item -> rows.remove(ITEMS, item));
        }
    }

    private static StockItemRow registered(StockItemRegistered event, long version) {
        return new StockItemRow(
                event.sku(), event.location(), event.name(), Status.ACTIVE, event.onHand(), 0, 0, version);
    }

    private static void change(Rows rows, UnaryOperator<StockItemRow> change) {
        rows.of(ITEMS).forEach(item -> rows.put(ITEMS, change.apply(item)));
    }
}
