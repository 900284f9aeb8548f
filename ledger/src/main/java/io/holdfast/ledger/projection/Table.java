package io.holdfast.ledger.projection;

import java.lang.reflect.Constructor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table of a view, whose rows are records: a component {@code placedAt} is a column {@code placed_at}. Components are
 * text, {@code long}, {@code int}, {@code boolean}, decimals, times and constants of an enum.
 *
 * @param <R> the record
 */
public final class Table<R extends Record> {

    private final String name;
    private final Constructor<R> constructor;
    private final List<Column> columns;
    private final List<Column> thing;
    private final List<Column> key;

    private Table(String name, Constructor<R> constructor, List<Column> columns, List<Column> thing, List<Column> key) {
        this.name = name;
        this.constructor = constructor;
        this.columns = columns;
        this.thing = thing;
        this.key = key;
    }

    /**
     * A table.
     *
     * @param thing the columns that say which thing a row belongs to, all of them text; the primary key begins with them
     * @param row the columns that are in the key besides, and tell the rows of a thing apart
     */
    public static <R extends Record> Table<R> of(String name, Class<R> rows, List<String> thing, List<String> row) {
        var columns = Stream.of(rows.getRecordComponents()).map(Column::of).toList();
        var key = Stream.concat(thing.stream(), row.stream()).toList();
        return new Table<>(name, constructor(rows), columns, named(columns, thing), named(columns, key));
    }

    private static <R extends Record> Constructor<R> constructor(Class<R> rows) {
        var types = Stream.of(rows.getRecordComponents())
                .map(component -> component.getType())
                .toArray(Class<?>[]::new);
        try {
            var constructor = rows.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("Every record has one.", e);
        }
    }

    private static List<Column> named(List<Column> columns, List<String> names) {
        return names.stream()
                .map(name -> columns.stream()
                        .filter(column -> column.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("No column " + name + ".")))
                .toList();
    }

    /** What it is called in the database. */
    public String name() {
        return name;
    }

    List<Column> columns() {
        return columns;
    }

    List<Column> thing() {
        return thing;
    }

    List<Column> key() {
        return key;
    }

    /** The columns that are not in the key. */
    List<Column> values() {
        return columns.stream().filter(column -> !key.contains(column)).toList();
    }

    List<Object> keyOf(Record row) {
        var values = new ArrayList<>(key.size());
        for (var column : key) {
            values.add(Objects.requireNonNull(column.of(row)));
        }
        return values;
    }

    List<String> thingOf(Record row) {
        return thing.stream().map(column -> String.valueOf(column.of(row))).toList();
    }

    /** The row at which a result stands, which has all columns in their order. */
    R read(ResultSet rows) throws SQLException {
        var values = new @Nullable Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = columns.get(i).read(rows, i + 1);
        }
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
