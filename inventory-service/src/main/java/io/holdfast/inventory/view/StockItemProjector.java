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
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes the rows that {@link StockItems} reads. A deleted item has none. */
public final class StockItemProjector {

    /** The processor's name in the database and in the log. */
    public static final String NAME = "stock-item-view";

    private final JdbcClient database;

    public StockItemProjector(JdbcClient database) {
        this.database = database;
    }

    @EventHandler
    void on(StockItemEvent event, @SequenceNumber long version) {
        switch (event) {
            case StockItemRegistered e -> insert(e, version);
            case StockReceived e -> change(e, version, e.quantity(), 0, 0);
            case StockAdjusted e -> change(e, version, e.delta(), 0, 0);
            case StockReserved e -> change(e, version, 0, e.added(), 0);
            case StockReleased e -> change(e, version, 0, -e.quantity(), 0);
            case StockPicked e -> change(e, version, 0, -e.quantity(), e.quantity());
            case StockUnpicked e -> change(e, version, 0, e.quantity(), -e.quantity());
            case StockDispatched e -> change(e, version, -e.quantity(), 0, -e.quantity());
            case StockItemDeletionStarted e -> become(e, version, Status.DELETING);
            case StockItemDeletionCancelled e -> become(e, version, Status.ACTIVE);
            case StockItemDeleted e -> delete(e);
        }
    }

    @ResetHandler
    void empty() {
        database.sql("delete from stock_item_view").update();
    }

    private void insert(StockItemRegistered event, long version) {
        database.sql("""
                        insert into stock_item_view (sku, location, name, status, on_hand, reserved, picked, version)
                        values (:sku, :location, :name, :status, :onHand, 0, 0, :version)
                        """)
                .param("sku", event.sku())
                .param("location", event.location())
                .param("name", event.name())
                .param("status", Status.ACTIVE.name())
                .param("onHand", event.onHand())
                .param("version", version)
                .update();
    }

    private void change(StockItemEvent event, long version, long onHand, long reserved, long picked) {
        database.sql("""
                        update stock_item_view
                        set on_hand = on_hand + ?, reserved = reserved + ?, picked = picked + ?, version = ?
                        where sku = ? and location = ?
                        """)
                .params(onHand, reserved, picked, version, event.sku(), event.location())
                .update();
    }

    private void become(StockItemEvent event, long version, Status status) {
        database.sql("update stock_item_view set status = ?, version = ? where sku = ? and location = ?")
                .params(status.name(), version, event.sku(), event.location())
                .update();
    }

    private void delete(StockItemDeleted event) {
        database.sql("delete from stock_item_view where sku = ? and location = ?")
                .params(event.sku(), event.location())
                .update();
    }
}
