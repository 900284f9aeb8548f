package io.holdfast.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * One event as the ledger keeps it: a row, column by column.
 *
 * @param position its place in the ledger, from 1 without gaps
 * @param streamVersion its place in its stream, from 0 without gaps
 * @param recordedAt when it was recorded, ISO 8601 in UTC with milliseconds
 * @param payload what happened, JSON
 * @param metadata who asked for it and why, JSON
 * @param operationId what its caller called the operation, on the first event of one that has a name
 * @param hash {@link Chain the hash} of the entry before and of all columns of this one, 64 hexadecimal digits
 */
public record Entry(
        long position,
        String streamId,
        long streamVersion,
        String streamType,
        String eventId,
        String eventType,
        @Nullable String revision,
        String recordedAt,
        String payload,
        String metadata,
        @Nullable String operationId,
        String hash) {

    /** What to select for {@link #of}. */
    public static final String COLUMNS =
            "position, stream_id, stream_version, stream_type, event_id, event_type, revision, recorded_at, payload,"
                    + " metadata, operation_id, hash";

    /** The entry in a row with all {@link #COLUMNS}. */
    public static Entry of(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("position"),
                row.getString("stream_id"),
                row.getLong("stream_version"),
                row.getString("stream_type"),
                row.getString("event_id"),
                row.getString("event_type"),
                row.getString("revision"),
                row.getString("recorded_at"),
                row.getString("payload"),
                row.getString("metadata"),
                row.getString("operation_id"),
                row.getString("hash"));
    }

    Entry withHash(String chained) {
        return new Entry(
                position,
                streamId,
                streamVersion,
                streamType,
                eventId,
                eventType,
                revision,
                recordedAt,
                payload,
                metadata,
                operationId,
                chained);
    }
}
