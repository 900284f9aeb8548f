package io.holdfast.ledger;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * The newest events, in memory, for readers that keep up: they read nothing from the database.
 *
 * <p>Readers are shown what is durable, and not at once but what has gathered in a moment: each of them commits what it did,
 * and if it did so for every batch that the writer commits, readers would cost more than writing.
 */
final class Tail {

    /** How long events gather before readers see them. */
    static final long GATHERING_MILLIS = 100;

    private static final Executor SOON = CompletableFuture.delayedExecutor(GATHERING_MILLIS, TimeUnit.MILLISECONDS);

    private final @Nullable TrackedEventMessage<?>[] ring;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean gathering = new AtomicBoolean();
    private volatile long head;
    private volatile long shown;
    private long oldest;

    /**
     * @param capacity events to keep
     * @param head the position of the last event in the ledger
     */
    Tail(int capacity, long head) {
        this.ring = new TrackedEventMessage<?>[capacity];
        this.head = head;
        this.shown = head;
        this.oldest = head + 1;
    }

    /** The position of the last event that is known here. */
    long head() {
        return head;
    }

    /** The position of the last event that readers may see. */
    long shown() {
        return shown;
    }

    /**
     * Adds events that follow each other and are durable. Those that are here already are passed over.
     *
     * @return whether they follow what is here; if not, other processes have appended in between, and nothing is added
     */
    boolean offer(List<TrackedEventMessage<?>> events) {
        lock.lock();
        try {
            for (var event : events) {
                long position = position(event);
                if (position > head + 1) {
                    return false;
                }
                if (position == head + 1) {
                    ring[slot(position)] = event;
                    oldest = Math.max(oldest, position - ring.length + 1);
                    head = position;
                }
            }
        } finally {
            lock.unlock();
        }
        if (shown < head && gathering.compareAndSet(false, true)) {
            SOON.execute(this::show);
        }
        return true;
    }

    private void show() {
        gathering.set(false);
        lock.lock();
        try {
            shown = head;
            grown.signalAll();
        } finally {
            lock.unlock();
        }
        listeners.forEach(Runnable::run);
    }

    /** The event at a position, if it is still here. */
    @Nullable
    TrackedEventMessage<?> get(long position) {
        lock.lock();
        try {
            return position >= oldest && position <= shown ? ring[slot(position)] : null;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until readers may see the event at a position; answers whether they may. */
    boolean await(long position, long timeout, TimeUnit unit) throws InterruptedException {
        long nanos = unit.toNanos(timeout);
        lock.lockInterruptibly();
        try {
            while (shown < position && nanos > 0) {
                nanos = grown.awaitNanos(nanos);
            }
            return shown >= position;
        } finally {
            lock.unlock();
        }
    }

    /** Calls back whenever there are more events to see. */
    void listen(Runnable listener) {
        listeners.add(listener);
    }

    void forget(Runnable listener) {
        listeners.remove(listener);
    }

    private int slot(long position) {
        return (int) (position % ring.length);
    }

    static long position(TrackedEventMessage<?> event) {
        return event.trackingToken().position().orElseThrow();
    }
}
