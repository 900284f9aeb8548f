package io.holdfast.ledger.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Folds events into the tables of a view: what a batch touches is read by one query per table, changed in memory, and what
 * is different then is written by one batch of statements per table.
 */
final class Store {

    private final View view;
    private final List<Statements> tables;

    private Store(View view, List<Statements> tables) {
        this.view = view;
        this.tables = tables;
    }

    /** @param prefix what stands before the names of the view's tables in the database */
    static Store of(View view, String prefix) {
        return new Store(
                view,
                view.tables().stream()
                        .map(table -> Statements.of(table, prefix))
                        .toList());
    }

    /**
     * Adds events that the view looks at, in order.
     *
     * @throws BrokenEvent if the view cannot take one of them
     */
    void add(Connection connection, List<Happened> events) throws SQLException {
        var things = new HashMap<List<String>, Rows>();
        var touched = new ArrayList<@Nullable Rows>(events.size());
        for (var happened : events) {
            var thing = take(happened, () -> view.thing(happened.event()));
            touched.add(thing == null ? null : things.computeIfAbsent(thing, t -> new Rows()));
        }
        if (things.isEmpty()) {
            return;
        }
        for (var table : tables) {
            table.find(connection, things);
        }
        for (int i = 0; i < events.size(); i++) {
            var happened = events.get(i);
            var rows = touched.get(i);
            if (rows != null) {
                take(happened, () -> {
                    view.apply(happened, rows);
                    return null;
                });
            }
        }
        for (var table : tables) {
            table.write(connection, things.values());
        }
    }

    private static <T> @Nullable T take(Happened happened, Supplier<@Nullable T> step) {
        try {
            return step.get();
        } catch (RuntimeException e) {
            throw new BrokenEvent(happened.position(), "the view cannot take it: " + e, e);
        }
    }

    /** What is said to the database about one table. */
    private record Statements(Table<?> table, String find, String insert, String update, String delete) {

        static Statements of(Table<?> table, String prefix) {
            var name = prefix + table.name();
            var things = table.thing();
            // The join begins with the few that are wanted: the things come first, and each is looked up by its index.
            var find = "select %s from unnest(%s) as wanted (%s) join %s as found on %s"
                    .formatted(
                            list(table.columns(), ", ", "found.%s"),
                            list(things, ", ", "cast(? as varchar array)"),
                            list(things, ", ", "%s"),
                            name,
                            list(things, " and ", "found.%1$s = wanted.%1$s"));
            var insert = "insert into %s (%s) values (%s)"
                    .formatted(name, list(table.columns(), ", ", "%s"), list(table.columns(), ", ", "?"));
            var update = "update %s set %s where %s"
                    .formatted(name, list(table.values(), ", ", "%s = ?"), list(table.key(), " and ", "%s = ?"));
            var delete = "delete from %s where %s".formatted(name, list(table.key(), " and ", "%s = ?"));
            return new Statements(table, find, insert, update, delete);
        }

        private static String list(List<Column> columns, String between, String pattern) {
            return columns.stream()
                    .map(column -> pattern.formatted(column.name()))
                    .collect(Collectors.joining(between));
        }

        void find(Connection connection, Map<List<String>, Rows> things) throws SQLException {
            try (var statement = connection.prepareStatement(find)) {
                for (int i = 0; i < table.thing().size(); i++) {
                    int part = i;
                    var wanted = things.keySet().stream()
                            .map(thing -> thing.get(part))
                            .toArray();
                    statement.setArray(i + 1, connection.createArrayOf("varchar", wanted));
                }
                try (var found = statement.executeQuery()) {
                    while (found.next()) {
                        var row = table.read(found);
                        var rows = things.get(table.thingOf(row));
                        if (rows != null) {
                            rows.found(table, row);
                        }
                    }
                }
            }
        }

        void write(Connection connection, Collection<Rows> things) throws SQLException {
            execute(connection, delete, things.stream().map(rows -> rows.removed(table)), List.of(table.key()));
            execute(
                    connection,
                    update,
                    things.stream().map(rows -> rows.changed(table)),
                    List.of(table.values(), table.key()));
            execute(connection, insert, things.stream().map(rows -> rows.added(table)), List.of(table.columns()));
        }

        private static void execute(
                Connection connection, String sql, Stream<Collection<Record>> perThing, List<List<Column>> parameters)
                throws SQLException {
            var rows = perThing.flatMap(Collection::stream).toList();
            if (rows.isEmpty()) {
                return;
            }
            try (var statement = connection.prepareStatement(sql)) {
                for (var row : rows) {
                    bind(statement, row, parameters);
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        }

        private static void bind(PreparedStatement statement, Record row, List<List<Column>> parameters)
                throws SQLException {
            int index = 1;
            for (var columns : parameters) {
                for (var column : columns) {
                    column.write(statement, index++, row);
                }
            }
        }
    }
}
