package io.holdfast.order.view;

import io.holdfast.events.order.ItemQuantity;
import io.holdfast.events.order.LineChangeAbandoned;
import io.holdfast.events.order.OrderAbandoned;
import io.holdfast.events.order.OrderCancelled;
import io.holdfast.events.order.OrderEvent;
import io.holdfast.events.order.OrderExpired;
import io.holdfast.events.order.OrderLine;
import io.holdfast.events.order.OrderLineChanged;
import io.holdfast.events.order.OrderLineRemoved;
import io.holdfast.events.order.OrderPlaced;
import io.holdfast.events.order.ShipmentAbandoned;
import io.holdfast.events.order.ShipmentRecorded;
import io.holdfast.order.OrderDetails;
import io.holdfast.order.OrderState;
import io.holdfast.order.OrderState.Placed;
import io.holdfast.order.OrderState.Status;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes the rows that {@link OrderList} reads. */
public final class OrderProjector {

    /** The processor's name in the database and in the log. */
    public static final String NAME = "order-view";

    private final JdbcClient database;

    public OrderProjector(JdbcClient database) {
        this.database = database;
    }

    @EventHandler
    void on(OrderEvent event, @SequenceNumber long version, @Timestamp Instant at) {
        switch (event) {
            case OrderPlaced e -> insert(e, version, at);
            case OrderLineChanged e -> change(e, version);
            case OrderLineRemoved e -> remove(e, version);
            case ShipmentRecorded e -> ship(e, version);
            case OrderCancelled e -> become(e, version, Status.CANCELLED);
            case OrderExpired e -> become(e, version, Status.EXPIRED);
            case ShipmentAbandoned e -> become(e, version, Status.OPEN);
            case LineChangeAbandoned e -> become(e, version, Status.OPEN);
            case OrderAbandoned e -> {} // there never was an order to list
        }
    }

    @ResetHandler
    void empty() {
        database.sql("delete from order_line_view").update();
        database.sql("delete from order_view").update();
    }

    private void insert(OrderPlaced event, long version, Instant at) {
        var total = OrderState.evolve(null, event, at) instanceof Placed placed
                ? placed.details().total()
                : null;
        database.sql("""
                        insert into order_view
                          (order_id, customer_id, status, currency, total, placed_at, hold_until, version)
                        values (:order, :customer, :status, :currency, :total, :placedAt, :holdUntil, :version)
                        """)
                .param("order", event.orderId())
                .param("customer", event.customerId())
                .param("status", Status.OPEN.name())
                .param("currency", event.currency())
                .param("total", total == null ? null : total.toPlainString())
                .param("placedAt", utc(at))
                .param("holdUntil", event.holdUntil() == null ? null : utc(event.holdUntil()))
                .param("version", version)
                .update();
        for (int line = 0; line < event.lines().size(); line++) {
            insert(event.orderId(), line, event.lines().get(line));
        }
    }

    private void insert(String order, int number, OrderLine line) {
        var price = line.unitPrice();
        database.sql("""
                        insert into order_line_view (order_id, line, sku, location, quantity, shipped, unit_price)
                        values (:order, :line, :sku, :location, :quantity, 0, :unitPrice)
                        """)
                .param("order", order)
                .param("line", number)
                .param("sku", line.sku())
                .param("location", line.location())
                .param("quantity", line.quantity())
                .param("unitPrice", price == null ? null : price.toPlainString())
                .update();
    }

    private void ship(ShipmentRecorded event, long version) {
        for (ItemQuantity item : event.lines()) {
            database.sql("""
                            update order_line_view set shipped = shipped + ?
                            where order_id = ? and sku = ? and location = ?
                            """)
                    .params(item.quantity(), event.orderId(), item.sku(), item.location())
                    .update();
        }
        become(event, version, statusOf(event.orderId()));
    }

    private void change(OrderLineChanged event, long version) {
        var price = event.unitPrice();
        var line = new OrderLine(event.sku(), event.location(), event.quantity(), price);
        int known = database.sql("""
                        update order_line_view set quantity = :quantity, unit_price = :unitPrice
                        where order_id = :order and sku = :sku and location = :location
                        """)
                .param("quantity", event.quantity())
                .param("unitPrice", price == null ? null : price.toPlainString())
                .param("order", event.orderId())
                .param("sku", event.sku())
                .param("location", event.location())
                .update();
        if (known == 0) {
            insert(event.orderId(), nextLine(event.orderId()), line);
        }
        sumUp(event.orderId());
        become(event, version, statusOf(event.orderId()));
    }

    private void remove(OrderLineRemoved event, long version) {
        database.sql("delete from order_line_view where order_id = ? and sku = ? and location = ?")
                .params(event.orderId(), event.sku(), event.location())
                .update();
        sumUp(event.orderId());
        become(event, version, statusOf(event.orderId()));
    }

    private Status statusOf(String order) {
        boolean open = database.sql("select count(*) from order_line_view where order_id = ? and shipped < quantity")
                        .param(order)
                        .query(Long.class)
                        .single()
                > 0;
        return open ? Status.OPEN : Status.SHIPPED;
    }

    private int nextLine(String order) {
        return database.sql("select coalesce(max(line) + 1, 0) from order_line_view where order_id = ?")
                .param(order)
                .query(Integer.class)
                .single();
    }

    private void sumUp(String order) {
        var lines =
                database.sql("""
                        select sku, location, quantity, shipped, unit_price from order_line_view where order_id = ?
                        """).param(order).query((row, index) -> line(row)).list();
        var total = OrderDetails.total(lines);
        database.sql("update order_view set total = :total where order_id = :order")
                .param("total", total == null ? null : total.toPlainString())
                .param("order", order)
                .update();
    }

    private static OrderDetails.Line line(ResultSet row) throws SQLException {
        var price = row.getString("unit_price");
        return new OrderDetails.Line(
                row.getString("sku"),
                row.getString("location"),
                row.getLong("quantity"),
                row.getLong("shipped"),
                price == null ? null : new BigDecimal(price));
    }

    private void become(OrderEvent event, long version, Status status) {
        database.sql("update order_view set status = ?, version = ? where order_id = ?")
                .params(status.name(), version, event.orderId())
                .update();
    }

    /** Both databases take this type for a timestamp with time zone; PostgreSQL's driver takes no Instant. */
    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
