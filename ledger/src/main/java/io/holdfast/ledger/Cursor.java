package io.holdfast.ledger;

import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * Reads the ledger in order of position, from some place on: from the database what is long ago, from the {@link Tail} what
 * is new. For one thread.
 */
final class Cursor implements BlockingStream<TrackedEventMessage<?>> {

    private static final int PAGE = 1_000;

    private final EventStorage storage;
    private final Tail tail;
    private long next;
    private Iterator<TrackedEventMessage<?>> page = Collections.emptyIterator();
    private @Nullable TrackedEventMessage<?> peeked;
    private @Nullable Runnable listener;

    /** @param after the position behind which it begins */
    Cursor(EventStorage storage, Tail tail, long after) {
        this.storage = storage;
        this.tail = tail;
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
        return peek().isPresent() || (tail.await(next, timeout, unit) && peek().isPresent());
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        while (peek().isEmpty()) {
            tail.await(next, 1, TimeUnit.MINUTES);
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

    private @Nullable TrackedEventMessage<?> advance() {
        if (next > tail.shown()) {
            return null;
        }
        var event = page.hasNext() ? page.next() : tail.get(next);
        if (event == null) {
            page = storage.read(next - 1, PAGE).iterator();
            event = page.next();
        }
        next++;
        return event;
    }
}
