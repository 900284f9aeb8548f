package io.holdfast.order.view;

import io.holdfast.events.order.ItemQuantity;
import io.holdfast.order.Hold;
import io.holdfast.order.Hold.Picked;
import io.holdfast.order.Hold.Reserved;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds what is kept for nobody. */
public final class Holds {

    private final JdbcClient database;

    public Holds(JdbcClient database) {
        this.database = database;
    }

    /** Holds from before that time that neither a living order nor a recorded shipment explains; oldest first. */
    public List<Hold> unexplained(Instant before, int limit) {
        return database.sql("""
                        select sku, location, order_id, shipment_id, quantity from holds
                        where explained = false and since < ?
                        order by since
                        fetch first ? rows only
                        """)
                .params(OrderList.utc(before), limit)
                .query((row, index) -> hold(
                        row.getString("order_id"),
                        row.getString("shipment_id"),
                        new ItemQuantity(row.getString("sku"), row.getString("location"), row.getLong("quantity"))))
                .list();
    }

    private static Hold hold(String order, String shipment, ItemQuantity item) {
        return shipment.isEmpty() ? new Reserved(order, item) : new Picked(order, shipment, item);
    }
}
