package io.holdfast.benchmark;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** When to send the next request. */
@FunctionalInterface
interface Pace {

    /** Waits until it is time; answers what time it should have been, {@link System#nanoTime()}. */
    long next();

    /** A closed loop: as soon as the answer to the one before is there. */
    static Pace closed() {
        return System::nanoTime;
    }

    /**
     * At fixed times, whatever became of the requests before. A request that all clients were too busy to send counts from
     * the time when it should have been sent, so that a pause of the service is not measured once but as often as it hurt.
     *
     * @see <a href="https://www.infoq.com/presentations/latency-response-time/">Gil Tene, How not to measure latency</a>
     */
    static Pace fixed(double perSecond) {
        long start = System.nanoTime();
        var sent = new AtomicLong();
        return () -> {
            long due = start + (long) (sent.getAndIncrement() * 1e9 / perSecond);
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            return due;
        };
    }
}
