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
import io.holdfast.events.order.LineChangeAbandoned;
import io.holdfast.events.order.OrderAbandoned;
import io.holdfast.events.order.OrderCancelled;
import io.holdfast.events.order.OrderEvent;
import io.holdfast.events.order.OrderExpired;
import io.holdfast.events.order.OrderLineChanged;
import io.holdfast.events.order.OrderLineRemoved;
import io.holdfast.events.order.OrderPlaced;
import io.holdfast.events.order.ShipmentAbandoned;
import io.holdfast.events.order.ShipmentRecorded;
import java.time.Instant;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes the table of all holds that {@link Holds} reads, and which of them a line of an order explains. */
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
            case OrderLineChanged e -> change(e, at);
            case OrderLineRemoved e -> remove(e, at);
            case ShipmentRecorded e -> ship(e, at);
            case OrderCancelled e -> end(e.orderId(), at);
            case OrderExpired e -> end(e.orderId(), at);
            case OrderAbandoned e -> {} // what it holds was never explained
            case ShipmentAbandoned e -> {}
            case LineChangeAbandoned e -> {} // it wants what it wanted before
        }
    }

    @ResetHandler
    void empty() {
        database.sql("delete from holds").update();
        database.sql("delete from living_lines").update();
    }

    private void reserve(StockItemEvent item, String order, long change, Instant at) {
        long left = left(item, order);
        int known = database.sql("""
                        update holds set quantity = quantity + ?, explained = quantity + ? <= ?, since = ?
                        where sku = ? and location = ? and order_id = ? and shipment_id = ?
                        """)
                .params(change, change, left, utc(at), item.sku(), item.location(), order, RESERVATION)
                .update();
        if (known == 0) {
            insert(item, order, RESERVATION, change, change <= left, at);
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

    /** What a living order has left to ship of an item; nothing if it is no living order. */
    private long left(StockItemEvent item, String order) {
        return database.sql("""
                        select coalesce(sum(left_to_ship), 0) from living_lines
                        where order_id = ? and sku = ? and location = ?
                        """)
                .params(order, item.sku(), item.location())
                .query(Long.class)
                .single();
    }

    private void begin(OrderPlaced event, Instant at) {
        event.lines().forEach(line -> insert(event.orderId(), line.sku(), line.location(), line.quantity()));
        explainReservations(event.orderId(), at);
    }

    private void change(OrderLineChanged event, Instant at) {
        if (leave(event.orderId(), event.sku(), event.location(), event.change()) == 0) {
            insert(event.orderId(), event.sku(), event.location(), event.change());
        }
        explainReservations(event.orderId(), at);
    }

    private void remove(OrderLineRemoved event, Instant at) {
        leave(event.orderId(), event.sku(), event.location(), -event.quantity());
        explainReservations(event.orderId(), at);
    }

    private void ship(ShipmentRecorded event, Instant at) {
        database.sql("update holds set explained = true where shipment_id = ?")
                .param(event.shipmentId())
                .update();
        event.lines().forEach(item -> leave(event.orderId(), item.sku(), item.location(), -item.quantity()));
        explainReservations(event.orderId(), at);
    }

    private void end(String order, Instant at) {
        database.sql("delete from living_lines where order_id = ?").param(order).update();
        explainReservations(order, at);
    }

    private void insert(String order, String sku, String location, long left) {
        database.sql("insert into living_lines (order_id, sku, location, left_to_ship) values (?, ?, ?, ?)")
                .params(order, sku, location, left)
                .update();
    }

    private int leave(String order, String sku, String location, long change) {
        int known = database.sql("""
                        update living_lines set left_to_ship = left_to_ship + ?
                        where order_id = ? and sku = ? and location = ?
                        """).params(change, order, sku, location).update();
        database.sql("delete from living_lines where order_id = ? and left_to_ship = 0")
                .param(order)
                .update();
        return known;
    }

    /** A reservation is explained by a line that has as much left to ship. */
    private void explainReservations(String order, Instant at) {
        database.sql("""
                        update holds set since = ?, explained = quantity <= coalesce(
                            (select left_to_ship from living_lines
                             where living_lines.order_id = holds.order_id and living_lines.sku = holds.sku
                                 and living_lines.location = holds.location), 0)
                        where order_id = ? and shipment_id = ?
                        """).params(utc(at), order, RESERVATION).update();
    }
}
