package io.holdfast.ledger;

import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * Reads the ledger in order of position, from some place on: from the database what is long ago, from the {@link Tail} what
 * is new. For whoever does not look for himself it stops before an event that cannot be read, as if it were the end
 * ({@link Obstacle}). For one thread.
 */
final class Cursor implements BlockingStream<TrackedEventMessage<?>> {

    private static final int PAGE = 1_000;

    /** How long it leaves an event alone that cannot be read. */
    private static final long LOOK_AGAIN_NANOS = 500_000_000;

    private final EventStorage storage;
    private final Tail tail;
    private final @Nullable Obstacle obstacle;
    private long next;
    private boolean stopped;
    private long stoppedAt;
    private Iterator<TrackedEventMessage<?>> page = Collections.emptyIterator();
    private @Nullable TrackedEventMessage<?> peeked;
    private @Nullable Runnable listener;

    /**
     * @param obstacle told of an event that cannot be read; null if the reader looks for himself
     * @param after the position behind which it begins
     */
    Cursor(EventStorage storage, Tail tail, @Nullable Obstacle obstacle, long after) {
        this.storage = storage;
        this.tail = tail;
        this.obstacle = obstacle;
        this.next = after + 1;
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        if (peeked == null) {
            peeked = advance();
        }
        return Optional.ofNullable(peeked);
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        return peek().isPresent() || (tail.await(awaited(), timeout, unit) && peek().isPresent());
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        while (peek().isEmpty()) {
            tail.await(awaited(), 1, TimeUnit.SECONDS);
        }
        var event = peek().orElseThrow();
        peeked = null;
        return event;
    }

    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
        close();
        listener = callback;
        tail.listen(callback);
        return true;
    }

    @Override
    public void close() {
        if (listener != null) {
            tail.forget(listener);
        }
    }

    /** The position that there has to be something at before it is worth another look. */
    private long awaited() {
        return stopped ? tail.shown() + 1 : next;
    }

    private @Nullable TrackedEventMessage<?> advance() {
        if (next > tail.shown() || (stopped && System.nanoTime() - stoppedAt < LOOK_AGAIN_NANOS)) {
            return null;
        }
        var event = page.hasNext() ? page.next() : newest();
        if (event == null) {
            page = storage.read(next - 1, PAGE).iterator();
            event = page.hasNext() ? page.next() : null;
        }
        if (event == null || Tail.position(event) != next) {
            return stop(new UnreadableEvent(next, null, "it is missing."));
        }
        if (obstacle != null) {
            var fault = Readability.fault(event);
            if (fault.isPresent()) {
                return stop(new UnreadableEvent(next, stream(event), fault.get()));
            }
            obstacle.passed(next);
        }
        stopped = false;
        next++;
        return event;
    }

    /** Out of memory; but not if it could not be read when it was put there, for it may be by now. */
    private @Nullable TrackedEventMessage<?> newest() {
        var event = tail.get(next);
        return event != null && Readability.fault(event).isEmpty() ? event : null;
    }

    /** Once told of it, as if there were no more events: what was read before is not disturbed. */
    private @Nullable TrackedEventMessage<?> stop(UnreadableEvent unreadable) {
        page = Collections.emptyIterator();
        if (obstacle == null) {
            throw unreadable;
        }
        stopped = true;
        stoppedAt = System.nanoTime();
        obstacle.met(unreadable);
        return null;
    }

    private static @Nullable String stream(TrackedEventMessage<?> event) {
        return event instanceof DomainEventMessage<?> domain ? domain.getAggregateIdentifier() : null;
    }
}
