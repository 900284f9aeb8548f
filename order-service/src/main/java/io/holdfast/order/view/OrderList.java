package io.holdfast.order.view;

import io.holdfast.order.OrderState.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists orders by their ids. Those of requests without a key, or with a UUIDv7 as key, grow with time. */
public final class OrderList {

    private final JdbcClient database;

    public OrderList(JdbcClient database) {
        this.database = database;
    }

    /**
     * Which orders to list; what is null does not matter.
     *
     * @param sku orders that have a line for it
     * @param after the last order of the page before
     */
    public record Filter(
            @Nullable Status status,
            @Nullable String customerId,
            @Nullable String sku,
            @Nullable String after) {}

    /** The first so many orders that fit. */
    public List<OrderRow> list(Filter filter, int limit) {
        var conditions = new ArrayList<>(List.of("1 = 1"));
        var values = new HashMap<>(Map.<String, Object>of("limit", limit));
        if (filter.status() != null) {
            conditions.add("status = :status");
            values.put("status", filter.status().name());
        }
        if (filter.customerId() != null) {
            conditions.add("customer_id = :customer");
            values.put("customer", filter.customerId());
        }
        if (filter.sku() != null) {
            conditions.add("order_id in (select order_id from order_line_view where sku = :sku)");
            values.put("sku", filter.sku());
        }
        if (filter.after() != null) {
            conditions.add("order_id > :after");
            values.put("after", filter.after());
        }
        var orders = database.sql("""
                        select order_id, status, customer_id, currency, total, placed_at, version
                        from order_view
                        where %s
                        order by order_id
                        fetch first :limit rows only
                        """.formatted(String.join(" and ", conditions)))
                .params(values)
                .query(OrderList::order)
                .list();
        var lines = lines(orders.stream().map(OrderRow::orderId).toList());
        return orders.stream()
                .map(order -> order.with(lines.getOrDefault(order.orderId(), List.of())))
                .toList();
    }

    /** Open orders whose hold ran out, longest ago first; at most so many. */
    public List<String> overdue(Instant now, int limit) {
        return database.sql("""
                        select order_id from order_view
                        where status = :status and hold_until <= :now
                        order by hold_until
                        fetch first :limit rows only
                        """)
                .param("status", Status.OPEN.name())
                .param("now", utc(now))
                .param("limit", limit)
                .query((row, index) -> row.getString("order_id"))
                .list();
    }

    private static OrderRow order(ResultSet row, int index) throws SQLException {
        return new OrderRow(
                row.getString("order_id"),
                Status.valueOf(row.getString("status")),
                row.getString("customer_id"),
                row.getString("currency"),
                row.getString("total"),
                row.getObject("placed_at", OffsetDateTime.class).toInstant(),
                row.getLong("version"),
                List.of());
    }

    private Map<String, List<OrderRow.Line>> lines(List<String> orders) {
        var lines = new HashMap<String, List<OrderRow.Line>>();
        if (orders.isEmpty()) {
            return lines;
        }
        database.sql("""
                        select order_id, sku, location, quantity, shipped, unit_price
                        from order_line_view where order_id in (:orders) order by order_id, line
                        """).param("orders", orders).query(row -> {
            lines.computeIfAbsent(row.getString("order_id"), order -> new ArrayList<>())
                    .add(line(row));
        });
        return lines;
    }

    private static OrderRow.Line line(ResultSet row) throws SQLException {
        return new OrderRow.Line(
                row.getString("sku"),
                row.getString("location"),
                row.getLong("quantity"),
                row.getLong("shipped"),
                row.getString("unit_price"));
    }

    /** Both databases take this type for a timestamp with time zone; PostgreSQL's driver takes no Instant. */
    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
