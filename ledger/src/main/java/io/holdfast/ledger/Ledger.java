package io.holdfast.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/** The event store, as Axon sees it: {@link EventStorage} underneath, {@link Tail} for readers that keep up. */
final class Ledger extends AbstractEventStore {

    private static final int NEWEST = 8_192;
    private static final int PAGE = 1_000;

    private final EventStorage storage;
    private final Tail tail;
    private final Obstacle obstacle = new Obstacle();
    private long published;

    private Ledger(Builder builder, EventStorage storage) {
        super(builder);
        this.storage = storage;
        this.tail = new Tail(NEWEST, storage.head());
    }

    /** The one that a program appends to; where that is another store, for comparison, one that is there beside it. */
    static Ledger of(Configuration axon) {
        return axon.eventStore() instanceof Ledger ledger ? ledger : axon.getComponent(Ledger.class);
    }

    static Ledger on(EventStorage storage) {
        return new Ledger(new Builder(storage), storage);
    }

    /** How many events were ever published here, stored or not; for the one thread that publishes. */
    long published() {
        return published;
    }

    @Override
    public void publish(List<? extends EventMessage<?>> events) {
        published += events.size();
        super.publish(events);
    }

    /** What keeps its readers from going on. */
    Obstacle obstacle() {
        return obstacle;
    }

    /** How often a stream gets a snapshot. */
    SnapshotPace snapshots() {
        return storage.snapshots();
    }

    /** Keeps other processes from appending until the transaction ends. */
    void lock() {
        storage.lock();
    }

    /** Looks up all at once which of these streams exist, for this unit of work. */
    void expect(Collection<String> streams) {
        storage.expect(streams);
    }

    /** The first event of an operation, if it has taken effect. */
    Optional<DomainEventMessage<?>> operation(String name) {
        return storage.operation(name);
    }

    /** Shows readers what is durable now. */
    void show(List<TrackedEventMessage<?>> appended) {
        if (!tail.offer(appended)) {
            follow();
        }
    }

    /** The position of the last event that is durable, as far as it is known here. */
    long durable() {
        return tail.head();
    }

    /** Waits until readers may see the event at a position; answers whether they may. */
    boolean await(long position, Duration patience) throws InterruptedException {
        return tail.await(position, patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Shows readers what other processes have appended; up to where one is missing, if one is. */
    void follow() {
        long before = -1;
        while (tail.head() != before && tail.head() < storage.head()) {
            before = tail.head();
            tail.offer(storage.read(before, PAGE));
        }
    }

    /** For readers that look for themselves whether they can read what they get. */
    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken after) {
        return new Cursor(storage, tail, null, position(after));
    }

    private static long position(@Nullable TrackingToken after) {
        return after == null ? 0 : after.position().orElse(0);
    }

    /** The same for readers that do not: Axon's processors pass over whatever they do not know. */
    StreamableMessageSource<TrackedEventMessage<?>> readable() {
        return new StreamableMessageSource<>() {
            @Override
            public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken after) {
                return new Cursor(storage, tail, obstacle, position(after));
            }

            @Override
            public TrackingToken createTailToken() {
                return Ledger.this.createTailToken();
            }

            @Override
            public TrackingToken createHeadToken() {
                return Ledger.this.createHeadToken();
            }

            @Override
            public TrackingToken createTokenAt(Instant time) {
                return Ledger.this.createTokenAt(time);
            }
        };
    }

    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(0);
    }

    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(storage.head());
    }

    @Override
    public TrackingToken createTokenAt(Instant time) {
        return new GlobalSequenceTrackingToken(storage.lastBefore(time));
    }

    /**
     * Nothing: an aggregate with events that are not stored yet is still in its unit of work and is not loaded again. Axon
     * would search all events of the batch for every aggregate.
     */
    @Override
    protected Stream<? extends DomainEventMessage<?>> stagedDomainEventMessages(String streamId) {
        return Stream.empty();
    }

    private static final class Builder extends AbstractEventStore.Builder {
        Builder(EventStorage storage) {
            storageEngine(storage);
        }
    }
}
