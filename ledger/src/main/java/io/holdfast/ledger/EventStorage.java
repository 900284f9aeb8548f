package io.holdfast.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Axon's JDBC store with an append of our own: under the lock on the ledger's head, with the next positions, chained.
 *
 * <p>Because the head is locked from the first position to the commit, the order of positions is the order of commits: who
 * sees an event sees all before it, and a reader that goes by position misses nothing. Axon's way of finding late
 * transactions by gaps is not needed.
 */
final class EventStorage extends JdbcEventStorageEngine {

    /** The column names that an auditor sees. */
    static final EventSchema SCHEMA = EventSchema.builder()
            .eventTable("ledger")
            .snapshotTable("snapshots")
            .globalIndexColumn("position")
            .aggregateIdentifierColumn("stream_id")
            .sequenceNumberColumn("stream_version")
            .typeColumn("stream_type")
            .eventIdentifierColumn("event_id")
            .payloadTypeColumn("event_type")
            .payloadRevisionColumn("revision")
            .timestampColumn("recorded_at")
            .payloadColumn("payload")
            .metaDataColumn("metadata")
            .build();

    private static final String LOCK_HEAD = "select position, hash from ledger_head where id = 1 for update";
    private static final String MOVE_HEAD = "update ledger_head set position = ?, hash = ? where id = 1";
    private static final String APPEND = """
            insert into ledger (position, stream_id, stream_version, stream_type, event_id, event_type, revision,
                recorded_at, payload, metadata, operation_id, hash)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String READ = """
            select position, stream_id, stream_version, stream_type, event_id, event_type, revision, recorded_at, payload,
                metadata
            from ledger where position > ? order by position fetch first ? rows only
            """;

    private static final String HEAD = "select position from ledger_head where id = 1";
    private static final String LAST_BEFORE = "select coalesce(max(position), 0) from ledger where recorded_at < ?";

    private static final String POSITION = "select position from ledger where stream_id = ? and stream_version = ?";

    // A join, because H2 answers "stream_id = any (?) and stream_version = 0" by reading the whole index.
    static final String ABSENT = """
            select wanted.id
            from unnest(cast(? as varchar array)) as wanted (id)
                left join ledger on ledger.stream_id = wanted.id and ledger.stream_version = 0
            where ledger.stream_id is null
            """;

    private static final String OPERATION = "select stream_id, stream_version from ledger where operation_id = ?";

    private static final String APPENDED = "io.holdfast.ledger.appended";
    private static final String MISSING = "io.holdfast.ledger.missing";

    private final SnapshotPace snapshots = new SnapshotPace();
    private final ConnectionProvider connections;
    private final TransactionManager transactions;

    EventStorage(Builder builder, ConnectionProvider connections, TransactionManager transactions) {
        super(builder.connectionProvider(connections).transactionManager(transactions));
        this.connections = connections;
        this.transactions = transactions;
    }

    /** The events that this unit of work has appended so far, with their positions. */
    static List<TrackedEventMessage<?>> appended() {
        return CurrentUnitOfWork.get().root().getOrComputeResource(APPENDED, key -> new ArrayList<>());
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        transactions.executeInTransaction(() -> {
            try (var connection = connections.getConnection()) {
                append(connection, events, serializer);
            } catch (SQLException e) {
                if (OperationRepeated.caused(e)) {
                    throw new OperationRepeated();
                }
                handlePersistenceException(e, events.getFirst());
            }
        });
    }

    /**
     * Keeps everybody else from appending until the transaction ends. Needed by whoever must not lose another race; an
     * append does it by itself.
     */
    void lock() {
        try (var connection = connections.getConnection();
                var lock = connection.prepareStatement(LOCK_HEAD)) {
            lock.execute();
        } catch (SQLException e) {
            throw new EventStoreException("Cannot lock the ledger.", e);
        }
    }

    /**
     * Finds out which of these streams do not exist, so that this unit of work need not look for each of them: most commands
     * that create something find nothing, twice, and where the database is a server that is what they wait for.
     */
    void expect(Collection<String> streams) {
        var missing = new HashSet<String>();
        try (var connection = connections.getConnection();
                var absent = connection.prepareStatement(ABSENT)) {
            absent.setArray(1, connection.createArrayOf("varchar", streams.toArray()));
            try (var found = absent.executeQuery()) {
                while (found.next()) {
                    missing.add(found.getString(1));
                }
            }
        } catch (SQLException e) {
            throw new EventStoreException("Cannot read the ledger.", e);
        }
        CurrentUnitOfWork.get().root().resources().put(MISSING, missing);
    }

    private static boolean isMissing(String streamId) {
        return CurrentUnitOfWork.isStarted()
                && CurrentUnitOfWork.get()
                        .root()
                        .getOrDefaultResource(MISSING, Set.<String>of())
                        .contains(streamId);
    }

    @Override
    public DomainEventStream readEvents(String streamId, long firstVersion) {
        if (isMissing(streamId)) {
            return DomainEventStream.empty();
        }
        var events = super.readEvents(streamId, firstVersion);
        return DomainEventStream.of(events.asStream().map(this::requireReadable), events::getLastSequenceNumber);
    }

    /** Without one of its events nobody knows what a stream adds up to. */
    private DomainEventMessage<?> requireReadable(DomainEventMessage<?> event) {
        Readability.fault(event).ifPresent(why -> {
            long position = query(POSITION, event.getAggregateIdentifier(), event.getSequenceNumber());
            throw new UnreadableEvent(position, event.getAggregateIdentifier(), why);
        });
        return event;
    }

    /** The first event of an operation, if it has taken effect. */
    Optional<DomainEventMessage<?>> operation(String name) {
        return transactions.fetchInTransaction(() -> {
            try (var connection = connections.getConnection();
                    var statement = connection.prepareStatement(OPERATION)) {
                statement.setString(1, name);
                try (var found = statement.executeQuery()) {
                    return found.next()
                            ? Optional.of(super.readEvents(found.getString(1), found.getLong(2))
                                    .next())
                            : Optional.empty();
                }
            } catch (SQLException e) {
                throw new EventStoreException("Cannot read the ledger.", e);
            }
        });
    }

    /** Up to so many events behind a position, in order. */
    List<TrackedEventMessage<?>> read(long after, int limit) {
        var behind = new GlobalSequenceTrackingToken(after);
        return EventUtils.upcastAndDeserializeTrackedEvents(
                        fetchTrackedEvents(behind, limit).stream(), getEventSerializer(), upcasterChain)
                .<TrackedEventMessage<?>>map(event -> event)
                .toList();
    }

    /** The position of the last event, 0 if there is none. */
    long head() {
        return query(HEAD);
    }

    /** The position of the last event before a time, 0 if there is none. */
    long lastBefore(Instant time) {
        return query(LAST_BEFORE, DateTimeUtils.formatInstant(time));
    }

    private long query(String sql, Object... parameters) {
        return transactions.fetchInTransaction(() -> {
            try (var connection = connections.getConnection();
                    var statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < parameters.length; i++) {
                    statement.setObject(i + 1, parameters[i]);
                }
                try (var result = statement.executeQuery()) {
                    result.next();
                    return result.getLong(1);
                }
            } catch (SQLException e) {
                throw new EventStoreException("Cannot read the ledger.", e);
            }
        });
    }

    @Override
    protected List<? extends TrackedEventData<?>> fetchTrackedEvents(@Nullable TrackingToken after, int limit) {
        return transactions.fetchInTransaction(() -> {
            try (var connection = connections.getConnection();
                    var statement = connection.prepareStatement(READ)) {
                statement.setLong(1, after == null ? 0 : after.position().orElse(0));
                statement.setInt(2, limit);
                try (var rows = statement.executeQuery()) {
                    var events = new ArrayList<TrackedEventData<?>>();
                    while (rows.next()) {
                        events.add(new TrackedDomainEventData<>(
                                new GlobalSequenceTrackingToken(rows.getLong("position")), getDomainEventData(rows)));
                    }
                    return events;
                }
            } catch (SQLException e) {
                throw new EventStoreException("Cannot read the ledger.", e);
            }
        });
    }

    /**
     * Reads the payload at once: Axon goes on with the whole stream when reading a snapshot fails, but by itself it would
     * find out only later, in the middle of loading.
     */
    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String streamId) {
        if (isMissing(streamId)) {
            return Optional.empty();
        }
        var snapshot = super.readSnapshot(streamId);
        snapshot.ifPresent(Message::getPayload);
        return snapshot;
    }

    /** How often a stream gets a snapshot. */
    SnapshotPace snapshots() {
        return snapshots;
    }

    @Override
    protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
        super.storeSnapshot(snapshot, serializer);
        // It was serialized just now; the message remembers.
        var payload = snapshot.serializePayload(serializer, String.class).getData();
        snapshots.taken(snapshot.getAggregateIdentifier(), payload.length());
    }

    /** Versions have no gaps either: a page that is not full is the last one. */
    @Override
    protected boolean fetchForAggregateUntilEmpty() {
        return false;
    }

    private static void append(Connection connection, List<? extends EventMessage<?>> events, Serializer serializer)
            throws SQLException {
        long position;
        Chain chain;
        try (var lock = connection.prepareStatement(LOCK_HEAD);
                var head = lock.executeQuery()) {
            head.next();
            position = head.getLong(1);
            chain = new Chain(head.getString(2));
        }
        var appended = appended();
        var operations = new HashSet<String>();
        try (var insert = connection.prepareStatement(APPEND)) {
            for (var event : events) {
                position++;
                var operation = (String) event.getMetaData().get(Caller.OPERATION);
                // Only the first event of an operation carries its name in the unique column.
                var named = operation != null && operations.add(operation) ? operation : null;
                insert(insert, entry(position, (DomainEventMessage<?>) event, named, serializer), chain);
                appended.add(EventUtils.asTrackedEventMessage(event, new GlobalSequenceTrackingToken(position)));
            }
            insert.executeBatch();
        }
        try (var move = connection.prepareStatement(MOVE_HEAD)) {
            move.setLong(1, position);
            move.setString(2, chain.last());
            move.executeUpdate();
        }
    }

    private static Entry entry(
            long position, DomainEventMessage<?> event, @Nullable String operation, Serializer serializer) {
        var payload = event.serializePayload(serializer, String.class);
        var metadata = event.serializeMetaData(serializer, String.class);
        return new Entry(
                position,
                event.getAggregateIdentifier(),
                event.getSequenceNumber(),
                event.getType(),
                event.getIdentifier(),
                payload.getType().getName(),
                payload.getType().getRevision(),
                DateTimeUtils.formatInstant(event.getTimestamp()),
                payload.getData(),
                metadata.getData(),
                operation,
                "");
    }

    private static void insert(PreparedStatement insert, Entry entry, Chain chain) throws SQLException {
        insert.setLong(1, entry.position());
        insert.setString(2, entry.streamId());
        insert.setLong(3, entry.streamVersion());
        insert.setString(4, entry.streamType());
        insert.setString(5, entry.eventId());
        insert.setString(6, entry.eventType());
        insert.setString(7, entry.revision());
        insert.setString(8, entry.recordedAt());
        insert.setString(9, entry.payload());
        insert.setString(10, entry.metadata());
        insert.setString(11, entry.operationId());
        insert.setString(12, chain.add(entry));
        insert.addBatch();
    }
}
