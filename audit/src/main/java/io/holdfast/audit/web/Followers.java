package io.holdfast.audit.web;

import io.holdfast.ledger.Arrivals;
import io.holdfast.ledger.Unavailable;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.springframework.context.SmartLifecycle;

/**
 * Whoever waits for what is still to come. Each waits in a thread of its own, which is virtual; so many and no more, because
 * each reads the ledger whenever it has grown. When the program ends they are let go before it waits for its last answers.
 */
public final class Followers implements SmartLifecycle {

    private static final Duration GLANCE = Duration.ofSeconds(1);

    private final Arrivals arrivals;
    private final int most;
    private final Semaphore places;
    private volatile boolean running;

    /** @param most how many there may be */
    public Followers(Arrivals arrivals, int most) {
        this.arrivals = arrivals;
        this.most = most;
        this.places = new Semaphore(most);
    }

    /** A place among them, until it is closed. */
    interface Place extends AutoCloseable {

        /** Waits until the ledger has an event at a position; answers whether it has. */
        boolean await(long position, Duration patience);

        @Override
        void close();
    }

    /** @throws Unavailable if there are too many */
    Place take() {
        if (!places.tryAcquire()) {
            throw new Unavailable("%d others wait for events already.".formatted(most));
        }
        return new Place() {
            @Override
            public boolean await(long position, Duration patience) {
                return Followers.this.await(position, patience);
            }

            @Override
            public void close() {
                places.release();
            }
        };
    }

    private boolean await(long position, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (running) {
            var left = Duration.ofNanos(end - System.nanoTime());
            if (left.isNegative()) {
                return false;
            }
            if (arrivals.await(position, left.compareTo(GLANCE) < 0 ? left : GLANCE)) {
                return true;
            }
        }
        return false;
    }

    /** How many more there may be. */
    public int free() {
        return places.availablePermits();
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
