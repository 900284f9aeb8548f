package io.holdfast.ledger.projection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tables like those of a view, beside them, for building the view again: they are compared with the live ones in the
 * database, which sends only what differs, and what differs is put right there too.
 */
final class Shadow {

    /** What stands before the names of its tables. */
    static final String PREFIX = "rebuild_";

    private final View view;

    Shadow(View view) {
        this.view = view;
    }

    /** Creates them, empty. What a rebuild that did not come to its end has left goes first. */
    void create(Connection connection) throws SQLException {
        drop(connection);
        for (var table : view.tables()) {
            execute(connection, "create table %2$s as select * from %1$s where 1 = 0", table);
            // Not unique: that costs another look at each row, and Rows has each key once.
            execute(connection, "create index %2$s_key on %2$s (" + list(table.key(), ", ", "%s") + ")", table);
        }
    }

    /** Drops them, if they are there. */
    void drop(Connection connection) throws SQLException {
        for (var table : view.tables()) {
            execute(connection, "drop table if exists %2$s", table);
        }
    }

    /** Compares row by row. Both must stand still meanwhile, and at the same position. */
    Differences compare(Connection connection) throws SQLException {
        long rows = 0;
        var first = new ArrayList<Difference>();
        for (var table : view.tables()) {
            rows += compare(connection, table, Side.LIVE, first);
            rows += compare(connection, table, Side.REBUILT, first);
        }
        return new Differences(rows, first.subList(0, Math.min(first.size(), Differences.MOST)));
    }

    /** From which side rows are looked for on the other one; rows that are on both are compared from one. */
    private enum Side {
        LIVE,
        REBUILT
    }

    private static long compare(Connection connection, Table<?> table, Side side, List<Difference> first)
            throws SQLException {
        var join =
                side == Side.LIVE ? "%1$s as live left join %2$s as rebuilt" : "%2$s as rebuilt left join %1$s as live";
        var other = side == Side.LIVE ? "rebuilt" : "live";
        var different = side == Side.LIVE && !table.values().isEmpty()
                ? " or " + list(table.values(), " or ", "live.%1$s is distinct from rebuilt.%1$s")
                : "";
        var sql = "select " + list(table.columns(), ", ", "live.%s") + ", "
                + list(table.columns(), ", ", "rebuilt.%s") + " from " + join + " on "
                + list(table.key(), " and ", "live.%1$s = rebuilt.%1$s") + " where " + other + "."
                + table.key().getFirst().name() + " is null" + different;
        long rows = 0;
        try (var statement = connection.prepareStatement(named(sql, table))) {
            statement.setFetchSize(Differences.MOST);
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    rows++;
                    if (first.size() < Differences.MOST) {
                        describe(table, found, first);
                    }
                }
            }
        }
        return rows;
    }

    private static void describe(Table<?> table, ResultSet found, List<Difference> differences) throws SQLException {
        int width = table.columns().size();
        var live = row(table, found, 0);
        var rebuilt = row(table, found, width);
        var either = live == null ? Objects.requireNonNull(rebuilt) : live;
        var key = new LinkedHashMap<String, String>();
        table.key().forEach(column -> key.put(column.name(), Objects.requireNonNull(either.get(column.name()))));
        if (live == null || rebuilt == null) {
            differences.add(new Difference(table.name(), key, null, text(live), text(rebuilt)));
            return;
        }
        for (var column : table.values()) {
            var is = live.get(column.name());
            var shouldBe = rebuilt.get(column.name());
            if (!Objects.equals(is, shouldBe)) {
                differences.add(new Difference(table.name(), key, column.name(), is, shouldBe));
            }
        }
    }

    private static @Nullable Map<String, @Nullable String> row(Table<?> table, ResultSet found, int offset)
            throws SQLException {
        var row = new LinkedHashMap<String, @Nullable String>();
        for (int i = 0; i < table.columns().size(); i++) {
            row.put(table.columns().get(i).name(), found.getString(offset + i + 1));
        }
        return row.get(table.key().getFirst().name()) == null ? null : row;
    }

    private static @Nullable String text(@Nullable Map<String, @Nullable String> row) {
        return row == null ? null : row.toString();
    }

    /** Makes the live tables the same: rows that should not be there go, those that are missing come. */
    void swap(Connection connection) throws SQLException {
        for (var table : view.tables()) {
            execute(
                    connection,
                    "delete from %1$s as live where not exists (select 1 from %2$s as rebuilt where "
                            + list(table.key(), " and ", "live.%1$s = rebuilt.%1$s")
                            + list(table.values(), "", " and live.%1$s is not distinct from rebuilt.%1$s") + ")",
                    table);
            var columns = list(table.columns(), ", ", "%s");
            execute(
                    connection,
                    "insert into %1$s (" + columns + ") select " + columns
                            + " from %2$s as rebuilt where not exists (select 1 from %1$s as live where "
                            + list(table.key(), " and ", "live.%1$s = rebuilt.%1$s") + ")",
                    table);
        }
    }

    private static void execute(Connection connection, String sql, Table<?> table) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(named(sql, table));
        }
    }

    /** With the name of the live table as the first argument, and of the other as the second. */
    private static String named(String sql, Table<?> table) {
        return sql.formatted(table.name(), PREFIX + table.name());
    }

    private static String list(List<Column> columns, String between, String pattern) {
        return columns.stream().map(column -> pattern.formatted(column.name())).collect(Collectors.joining(between));
    }
}
