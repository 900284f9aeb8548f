package io.holdfast.ledger;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * What is wrong with a ledger, row by row: nothing, if all is well.
 *
 * @param events how many it has
 */
public record LedgerCheck(long events, List<String> findings) {

    /** Reads a whole ledger, from outside of any program on it. */
    public static LedgerCheck of(TestDatabase database) {
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var rows = connection.createStatement();
                var head = connection.createStatement()) {
            var findings = new ArrayList<String>();
            var chain = new Chain(Chain.START);
            var versions = new HashMap<String, Long>();
            long position = 0;
            var row = rows.executeQuery("select * from ledger order by position");
            while (row.next()) {
                var entry = Entry.of(row);
                position++;
                expect(findings, entry, "position", position, entry.position());
                expect(findings, entry, "hash", chain.add(entry), entry.hash());
                expect(
                        findings,
                        entry,
                        "stream_version",
                        versions.merge(entry.streamId(), 0L, (before, zero) -> before + 1),
                        entry.streamVersion());
            }
            var end = head.executeQuery("select position || ' ' || hash from ledger_head");
            end.next();
            if (!end.getString(1).equals(position + " " + chain.last())) {
                findings.add("The head is %s, not %d %s".formatted(end.getString(1), position, chain.last()));
            }
            return new LedgerCheck(position, findings);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void expect(List<String> findings, Entry entry, String column, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            findings.add("%s of %s is %s, not %s".formatted(column, entry, actual, expected));
        }
    }
}
