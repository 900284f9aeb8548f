package io.holdfast.order.view;

import io.holdfast.events.order.ItemQuantity;
import io.holdfast.order.Hold;
import io.holdfast.order.Hold.Picked;
import io.holdfast.order.Hold.Reserved;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds what is kept for nobody. */
public final class Holds {

    private final JdbcClient database;

    public Holds(JdbcClient database) {
        this.database = database;
    }

    /**
     * Holds from before that time that neither a living order nor a recorded shipment explains; oldest first. None while an event
     * from before it waits to be looked at: it may be the explanation.
     */
    public List<Hold> unexplained(Instant before, int limit) {
        if (isBehind(before)) {
            return List.of();
        }
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

    private boolean isBehind(Instant time) {
        return database.sql("""
                        select recorded_at from ledger
                        where position = (select position + 1 from projections where name = 'holds')
                        """)
                .query(String.class)
                .optional()
                .filter(next -> !isFrom(time, next))
                .isPresent();
    }

    /** A time that cannot be read is one that the view stops at. */
    private static boolean isFrom(Instant time, String recordedAt) {
        try {
            return !Instant.parse(recordedAt).isBefore(time);
        } catch (DateTimeParseException tampered) {
            return false;
        }
    }

    private static Hold hold(String order, String shipment, ItemQuantity item) {
        return shipment.isEmpty() ? new Reserved(order, item) : new Picked(order, shipment, item);
    }
}
