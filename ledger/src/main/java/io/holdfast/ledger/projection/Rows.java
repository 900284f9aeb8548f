package io.holdfast.ledger.projection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of one thing: as they are in the database, and as they become. For one thread. */
public final class Rows {

    private final Map<Table<?>, Map<List<Object>, Record>> before = new HashMap<>();
    private final Map<Table<?>, Map<List<Object>, Record>> now = new HashMap<>();

    Rows() {}

    /** The rows of a table as they are by now. */
    @SuppressWarnings("unchecked")
    public <R extends Record> List<R> of(Table<R> table) {
        return (List<R>) new ArrayList<>(now.getOrDefault(table, Map.of()).values());
    }

    /** Adds a row, or puts it in the place of the one with the same key. */
    public <R extends Record> void put(Table<R> table, R row) {
        now.computeIfAbsent(table, t -> new LinkedHashMap<>()).put(table.keyOf(row), row);
    }

    /** Takes out the row with this one's key. */
    public <R extends Record> void remove(Table<R> table, R row) {
        now.getOrDefault(table, Map.of()).remove(table.keyOf(row));
    }

    void found(Table<?> table, Record row) {
        var key = table.keyOf(row);
        before.computeIfAbsent(table, t -> new HashMap<>()).put(key, row);
        now.computeIfAbsent(table, t -> new LinkedHashMap<>()).put(key, row);
    }

    Collection<Record> added(Table<?> table) {
        var old = before.getOrDefault(table, Map.of());
        return select(now.getOrDefault(table, Map.of()), (key, row) -> !old.containsKey(key));
    }

    Collection<Record> changed(Table<?> table) {
        var old = before.getOrDefault(table, Map.of());
        return select(
                now.getOrDefault(table, Map.of()), (key, row) -> old.containsKey(key) && !row.equals(old.get(key)));
    }

    Collection<Record> removed(Table<?> table) {
        var current = now.getOrDefault(table, Map.of());
        return select(before.getOrDefault(table, Map.of()), (key, row) -> !current.containsKey(key));
    }

    private interface Choice {
        boolean takes(List<Object> key, Record row);
    }

    private static Collection<Record> select(Map<List<Object>, Record> rows, Choice choice) {
        var chosen = new ArrayList<Record>();
        rows.forEach((key, row) -> {
            if (choice.takes(key, row)) {
                chosen.add(row);
            }
        });
        return chosen;
    }
}
