package io.holdfast.standalone;

import io.holdfast.ledger.Chain;
import io.holdfast.ledger.Entry;
import io.holdfast.ledger.TestDatabase;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Somebody who may do everything in the database, and takes care that the table no longer refuses it. */
final class Attacker {

    private final JdbcClient database;

    Attacker(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    /** Nothing is refused from now on. */
    void disarm() {
        boolean h2 = TestDatabase.kindOfThisRun() == TestDatabase.Kind.H2;
        run("drop trigger ledger_append_only" + (h2 ? "" : " on ledger"));
        run("alter table ledger drop constraint ledger_operation");
    }

    void run(String sql, Object... parameters) {
        database.sql(sql).params(List.of(parameters)).update();
    }

    /** Computes all hashes anew from a position on, and the head row with them. */
    void rebuild(long from) {
        var chain = new Chain(from == 1 ? Chain.START : entry(from - 1).hash());
        for (long position = from; position <= last(); position++) {
            run("update ledger set hash = ? where position = ?", chain.add(entry(position)), position);
        }
        run("update ledger_head set position = ?, hash = ?", last(), chain.last());
    }

    /** Appends an event of a far future with the hash and head row that belong to it. */
    void append(String stream, String streamType, String eventType, String payload) {
        long position = last() + 1;
        long version = database.sql("select coalesce(max(stream_version), -1) + 1 from ledger where stream_id = ?")
                .param(stream)
                .query(Long.class)
                .single();
        insert(position, stream, version, streamType, eventType, payload);
        rebuild(position);
    }

    void insert(long position, String stream, long version, String streamType, String eventType, String payload) {
        run(
                """
                insert into ledger (position, stream_id, stream_version, stream_type, event_id, event_type, recorded_at,
                    payload, metadata, hash)
                values (?, ?, ?, ?, ?, ?, '2099-01-01T00:00:00.000Z', ?, '{}', ?)
                """,
                position,
                stream,
                version,
                streamType,
                UUID.randomUUID().toString(),
                eventType,
                payload,
                "0".repeat(64));
    }

    long last() {
        return database.sql("select max(position) from ledger")
                .query(Long.class)
                .single();
    }

    /** The first event of a type. */
    Entry first(String eventType) {
        long position = database.sql("select min(position) from ledger where event_type = ?")
                .param(eventType)
                .query(Long.class)
                .single();
        return entry(position);
    }

    Entry entry(long position) {
        return database.sql("select * from ledger where position = ?")
                .param(position)
                .query((row, index) -> Entry.of(row))
                .single();
    }
}
