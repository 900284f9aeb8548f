package io.holdfast.ledger;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * The newest events, in memory, for readers that keep up: they read nothing from the database and learn of an event as
 * soon as it is durable.
 */
final class Tail {

    private final @Nullable TrackedEventMessage<?>[] ring;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
    private volatile long head;
    private long oldest;

    /**
     * @param capacity events to keep
     * @param head the position of the last event in the ledger
     */
    Tail(int capacity, long head) {
        this.ring = new TrackedEventMessage<?>[capacity];
        this.head = head;
        this.oldest = head + 1;
    }

    /** The position of the last event that readers may see. */
    long head() {
        return head;
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
            grown.signalAll();
        } finally {
            lock.unlock();
        }
        listeners.forEach(Runnable::run);
        return true;
    }

    /** The event at a position, if it is still here. */
    @Nullable
    TrackedEventMessage<?> get(long position) {
        lock.lock();
        try {
            return position >= oldest && position <= head ? ring[slot(position)] : null;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the ledger has an event at a position; answers whether it has. */
    boolean await(long position, long timeout, TimeUnit unit) throws InterruptedException {
        long nanos = unit.toNanos(timeout);
        lock.lockInterruptibly();
        try {
            while (head < position && nanos > 0) {
                nanos = grown.awaitNanos(nanos);
            }
            return head >= position;
        } finally {
            lock.unlock();
        }
    }

    /** Calls back whenever there are more events. */
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
