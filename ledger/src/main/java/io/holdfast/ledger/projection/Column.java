package io.holdfast.ledger.projection;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table, and the component of its rows' record that has its value.
 *
 * @param name as in the database: {@code placed_at} for {@code placedAt}
 */
record Column(String name, RecordComponent component, Kind kind) {

    static Column of(RecordComponent component) {
        component.getAccessor().setAccessible(true);
        var name = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        return new Column(name, component, Kind.of(component.getType()));
    }

    @Nullable
    Object of(Record row) {
        try {
            return component.getAccessor().invoke(row);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Nullable
    Object read(ResultSet rows, int index) throws SQLException {
        return switch (kind) {
            case TEXT -> rows.getString(index);
            case LONG -> rows.getLong(index);
            case INTEGER -> rows.getInt(index);
            case BOOLEAN -> rows.getBoolean(index);
            case DECIMAL -> {
                var digits = rows.getString(index);
                yield digits == null ? null : new BigDecimal(digits);
            }
            case TIME -> {
                var time = rows.getObject(index, OffsetDateTime.class);
                yield time == null ? null : time.toInstant();
            }
            case WORD -> {
                var word = rows.getString(index);
                yield word == null ? null : word(word);
            }
        };
    }

    void write(PreparedStatement statement, int index, Record row) throws SQLException {
        var value = of(row);
        if (value == null) {
            statement.setNull(index, kind == Kind.TIME ? Types.TIMESTAMP_WITH_TIMEZONE : Types.VARCHAR);
            return;
        }
        switch (kind) {
            case TEXT, LONG, INTEGER, BOOLEAN -> statement.setObject(index, value);
            case DECIMAL -> statement.setString(index, ((BigDecimal) value).toPlainString());
            // Both databases take this type; PostgreSQL's driver takes no Instant.
            case TIME -> statement.setObject(index, ((Instant) value).atOffset(ZoneOffset.UTC));
            case WORD -> statement.setString(index, ((Enum<?>) value).name());
        }
    }

    private Object word(String name) {
        for (var constant : component.getType().getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(
                "%s is no %s.".formatted(name, component.getType().getSimpleName()));
    }

    /** The column's definition in an embedded database. */
    String definition() {
        return name + " " + kind.sql;
    }

    /** A value as it is in the database, even one that no record can have. */
    @Nullable
    Object plain(ResultSet rows, int index) throws SQLException {
        return rows.getObject(index, kind.type);
    }

    /** How a value is kept. */
    enum Kind {
        TEXT("varchar", String.class),
        LONG("bigint", Long.class),
        INTEGER("integer", Integer.class),
        BOOLEAN("boolean", Boolean.class),
        /** As text, so that 4.50 stays 4.50. */
        DECIMAL("varchar", String.class),
        TIME("timestamp(3) with time zone", OffsetDateTime.class),
        /** A constant's name. */
        WORD("varchar", String.class);

        private final String sql;
        private final Class<?> type;

        Kind(String sql, Class<?> type) {
            this.sql = sql;
            this.type = type;
        }

        private static Kind of(Class<?> type) {
            if (type.isEnum()) {
                return WORD;
            }
            return switch (type.getSimpleName()) {
                case "String" -> TEXT;
                case "long" -> LONG;
                case "int" -> INTEGER;
                case "boolean" -> BOOLEAN;
                case "BigDecimal" -> DECIMAL;
                case "Instant" -> TIME;
                default -> throw new IllegalArgumentException("No column takes a " + type.getName() + ".");
            };
        }
    }
}
