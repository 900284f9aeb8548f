package io.holdfast.inventory.view;

import io.holdfast.inventory.StockItemId;
import io.holdfast.inventory.StockState.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists stock items, by SKU and then location. */
public final class StockItems {

    private final JdbcClient database;

    public StockItems(JdbcClient database) {
        this.database = database;
    }

    /**
     * Which items to list; what is null does not matter.
     *
     * @param after the last item of the page before
     */
    public record Filter(
            @Nullable String location,
            @Nullable Status status,
            @Nullable String skuPrefix,
            @Nullable StockItemId after) {}

    /** The first so many items that fit. */
    public List<StockItemRow> list(Filter filter, int limit) {
        var conditions = new ArrayList<>(List.of("1 = 1"));
        var values = new HashMap<>(Map.<String, Object>of("limit", limit));
        if (filter.location() != null) {
            conditions.add("location = :location");
            values.put("location", filter.location());
        }
        if (filter.status() != null) {
            conditions.add("status = :status");
            values.put("status", filter.status().name());
        }
        if (filter.skuPrefix() != null) {
            conditions.add("sku >= :prefix and sku < :prefixEnd");
            values.put("prefix", filter.skuPrefix());
            values.put("prefixEnd", filter.skuPrefix() + '~'); // greater than whatever a SKU may contain
        }
        if (filter.after() != null) {
            conditions.add("sku >= :sku and (sku > :sku or location > :afterLocation)");
            values.put("sku", filter.after().sku());
            values.put("afterLocation", filter.after().location());
        }
        return database.sql("""
                        select sku, location, name, status, on_hand, reserved, picked, version
                        from stock_item_view
                        where %s
                        order by sku, location
                        fetch first :limit rows only
                        """.formatted(String.join(" and ", conditions)))
                .params(values)
                .query((row, index) -> new StockItemRow(
                        row.getString("sku"),
                        row.getString("location"),
                        row.getString("name"),
                        Status.valueOf(row.getString("status")),
                        row.getLong("on_hand"),
                        row.getLong("reserved"),
                        row.getLong("picked"),
                        row.getLong("version")))
                .list();
    }
}
