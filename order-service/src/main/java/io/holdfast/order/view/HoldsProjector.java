package io.holdfast.order.view;

import static io.holdfast.order.view.OrderProjector.utc;

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
import io.holdfast.events.order.ItemQuantity;
import io.holdfast.events.order.OrderAbandoned;
import io.holdfast.events.order.OrderCancelled;
import io.holdfast.events.order.OrderEvent;
import io.holdfast.events.order.OrderExpired;
import io.holdfast.events.order.OrderLine;
import io.holdfast.events.order.OrderPlaced;
import io.holdfast.events.order.ShipmentAbandoned;
import io.holdfast.events.order.ShipmentRecorded;
import java.time.Instant;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes the table of all holds that {@link Holds} reads, and which of them an order explains. */
public final class HoldsProjector {

    /** The processor's name in the database and in the log. */
    public static final String NAME = "holds";

    private static final String RESERVATION = "";

    private final JdbcClient database;

    public HoldsProjector(JdbcClient database) {
        this.database = database;
    }

    @EventHandler
    void on(StockItemEvent event, @Timestamp Instant at) {
        switch (event) {
            case StockReserved e -> reserve(e, e.orderId(), e.added(), at);
            case StockReleased e -> reserve(e, e.orderId(), -e.quantity(), at);
            case StockPicked e -> {
                reserve(e, e.orderId(), -e.quantity(), at);
                pick(e, at);
            }
            case StockUnpicked e -> {
                forgetPick(e, e.shipmentId());
                reserve(e, e.orderId(), e.quantity(), at);
            }
            case StockDispatched e -> forgetPick(e, e.shipmentId());
            case StockItemRegistered e -> {}
            case StockReceived e -> {}
            case StockAdjusted e -> {}
            case StockItemDeletionStarted e -> {}
            case StockItemDeletionCancelled e -> {}
            case StockItemDeleted e -> {} // nothing is held of it then
        }
    }

    @EventHandler
    void on(OrderEvent event, @Timestamp Instant at) {
        switch (event) {
            case OrderPlaced e -> begin(e, at);
            case ShipmentRecorded e -> ship(e, at);
            case OrderCancelled e -> end(e.orderId(), at);
            case OrderExpired e -> end(e.orderId(), at);
            case OrderAbandoned e -> {} // what it holds was never explained
            case ShipmentAbandoned e -> {}
        }
    }

    @ResetHandler
    void empty() {
        database.sql("delete from holds").update();
        database.sql("delete from living_orders").update();
    }

    private void reserve(StockItemEvent item, String order, long change, Instant at) {
        int known = database.sql("""
                        update holds set quantity = quantity + ?
                        where sku = ? and location = ? and order_id = ? and shipment_id = ?
                        """)
                .params(change, item.sku(), item.location(), order, RESERVATION)
                .update();
        if (known == 0) {
            insert(item, order, RESERVATION, change, isLiving(order), at);
        } else if (change < 0) {
            database.sql("""
                            delete from holds
                            where sku = ? and location = ? and order_id = ? and shipment_id = ? and quantity = 0
                            """)
                    .params(item.sku(), item.location(), order, RESERVATION)
                    .update();
        }
    }

    private void pick(StockPicked event, Instant at) {
        insert(event, event.orderId(), event.shipmentId(), event.quantity(), false, at);
    }

    private void insert(
            StockItemEvent item, String order, String shipment, long quantity, boolean explained, Instant at) {
        database.sql("""
                        insert into holds (sku, location, order_id, shipment_id, quantity, explained, since)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(item.sku(), item.location(), order, shipment, quantity, explained, utc(at))
                .update();
    }

    private void forgetPick(StockItemEvent item, String shipment) {
        database.sql("delete from holds where sku = ? and location = ? and shipment_id = ?")
                .params(item.sku(), item.location(), shipment)
                .update();
    }

    private boolean isLiving(String order) {
        return database.sql("select count(*) from living_orders where order_id = ?")
                        .param(order)
                        .query(Long.class)
                        .single()
                > 0;
    }

    private void begin(OrderPlaced event, Instant at) {
        long units = event.lines().stream().mapToLong(OrderLine::quantity).sum();
        database.sql("insert into living_orders (order_id, left_to_ship) values (?, ?)")
                .params(event.orderId(), units)
                .update();
        explainReservations(event.orderId(), true, at);
    }

    private void ship(ShipmentRecorded event, Instant at) {
        database.sql("update holds set explained = true where shipment_id = ?")
                .param(event.shipmentId())
                .update();
        long units = event.lines().stream().mapToLong(ItemQuantity::quantity).sum();
        database.sql("update living_orders set left_to_ship = left_to_ship - ? where order_id = ?")
                .params(units, event.orderId())
                .update();
        int ended = database.sql("delete from living_orders where order_id = ? and left_to_ship = 0")
                .param(event.orderId())
                .update();
        if (ended > 0) {
            explainReservations(event.orderId(), false, at);
        }
    }

    private void end(String order, Instant at) {
        database.sql("delete from living_orders where order_id = ?")
                .param(order)
                .update();
        explainReservations(order, false, at);
    }

    private void explainReservations(String order, boolean explained, Instant at) {
        database.sql("update holds set explained = ?, since = ? where order_id = ? and shipment_id = ?")
                .params(explained, utc(at), order, RESERVATION)
                .update();
    }
}
