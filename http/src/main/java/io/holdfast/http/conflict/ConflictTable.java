package io.holdfast.http.conflict;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes the table of conflicts, and removes from its old end. */
final class ConflictTable {

    private final JdbcTemplate database;
    private final TransactionTemplate transaction;

    ConflictTable(JdbcTemplate database, TransactionTemplate transaction) {
        this.database = database;
        this.transaction = transaction;
    }

    /** A conflict's subject. */
    private record Row(UUID conflict, Subject subject) {}

    /** Adds all of them, or none. Those that are there already, because a commit was not heard of, are not added again. */
    void insert(List<Conflict> conflicts) {
        transaction.executeWithoutResult(status -> {
            if (!isThere(conflicts.getFirst().id())) {
                database.batchUpdate(
                        "insert into conflicts (id, actor, request, status, kind, detail, facts, correlation)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                        conflicts,
                        conflicts.size(),
                        ConflictTable::set);
                var rows = conflicts.stream()
                        .flatMap(conflict ->
                                conflict.subjects().stream().map(subject -> new Row(conflict.id(), subject)))
                        .toList();
                database.batchUpdate(
                        "insert into conflict_subjects (conflict_id, kind, subject) values (?, ?, ?)",
                        rows,
                        conflicts.size(),
                        ConflictTable::set);
            }
        });
    }

    /** How many there are: looks at all of them. */
    long count() {
        return one("select count(*) from conflicts");
    }

    private boolean isThere(UUID id) {
        return one("select count(*) from conflicts where id = ?", id) > 0;
    }

    /**
     * Removes the oldest.
     *
     * @param before only what is older
     * @param most how many at most
     * @return how many there were
     */
    int removeOldest(UUID before, int most) {
        var oldest = database.queryForList(
                "select id from conflicts where id < ? order by id fetch first " + most + " rows only",
                UUID.class,
                before);
        if (oldest.isEmpty()) {
            return 0;
        }
        transaction.executeWithoutResult(status -> {
            database.update("delete from conflict_subjects where conflict_id <= ?", oldest.getLast());
            database.update("delete from conflicts where id <= ?", oldest.getLast());
        });
        return oldest.size();
    }

    private long one(String sql, Object... values) {
        var number = database.queryForObject(sql, Long.class, values);
        return number == null ? 0 : number;
    }

    private static void set(PreparedStatement insert, Conflict conflict) throws SQLException {
        insert.setObject(1, conflict.id());
        insert.setString(2, conflict.actor());
        insert.setString(3, conflict.request());
        insert.setInt(4, conflict.status());
        insert.setString(5, conflict.kind());
        insert.setString(6, conflict.detail());
        insert.setString(7, conflict.facts());
        insert.setString(8, conflict.correlation());
    }

    private static void set(PreparedStatement insert, Row row) throws SQLException {
        insert.setObject(1, row.conflict());
        insert.setString(2, row.subject().kind().name());
        insert.setString(3, row.subject().id());
    }
}
