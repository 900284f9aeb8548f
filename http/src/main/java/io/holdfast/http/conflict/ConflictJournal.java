package io.holdfast.http.conflict;

import io.holdfast.ledger.Outage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Takes refused commands and writes them behind their callers' backs: one thread, many rows at a time. Whoever is refused
 * never waits for it, and is refused just the same without it. If it cannot keep up, or the database is away for long, what
 * does not fit into the queue is dropped, and counted (docs/decisions/0018).
 */
public final class ConflictJournal implements SmartLifecycle {

    /** Conflicts that share a transaction. */
    private static final int LARGEST_BATCH = 256;

    /** How long conflicts gather. The thread sleeps meanwhile, so handing one over wakes nobody and costs next to nothing. */
    private static final Duration GATHERING = Duration.ofMillis(200);

    /** How long a program that stops waits for the last ones to be written. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(ConflictJournal.class);

    private final ConflictTable table;
    private final Bounds bounds;
    private final BlockingQueue<Conflict> queue;
    private final List<Conflict> batch = new ArrayList<>(LARGEST_BATCH);
    private final Thread thread =
            Thread.ofPlatform().name("conflict-journal").daemon().unstarted(this::work);
    private final Counter written;
    private final Counter dropped;
    private volatile boolean running;

    ConflictJournal(ConflictTable table, Bounds bounds, int capacity, MeterRegistry meters) {
        this.table = table;
        this.bounds = bounds;
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.written = Counter.builder("holdfast.conflicts.written")
                .description("Refused commands that were written to the conflict journal")
                .register(meters);
        this.dropped = Counter.builder("holdfast.conflicts.dropped")
                .description("Refused commands that the conflict journal could not keep")
                .register(meters);
        Gauge.builder("holdfast.conflicts.queue", queue, BlockingQueue::size)
                .description("Refused commands that wait to be written")
                .register(meters);
    }

    /** Takes a conflict, if there is room. Never waits and never fails. */
    public void add(Supplier<Conflict> conflict) {
        try {
            if (!queue.offer(conflict.get())) {
                dropped.increment();
            }
        } catch (RuntimeException broken) {
            if (Outage.caused(broken)) {
                throw broken;
            }
            dropped.increment();
            LOG.warn("A refused command cannot be written down.", broken);
        }
    }

    @Override
    public void start() {
        running = true;
        thread.start();
    }

    /** Writes what waits, but not for ever. */
    @Override
    public void stop() {
        running = false;
        LockSupport.unpark(thread);
        try {
            if (!thread.join(PATIENCE)) {
                LOG.warn("The database is away: {} refused commands were not written down.", queue.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** With the ledger: stopped after the web server took its last request. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void work() {
        while (running) {
            LockSupport.parkNanos(this, GATHERING.toNanos());
            round();
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!(queue.isEmpty() && batch.isEmpty()) && System.nanoTime() < deadline) {
            round();
        }
    }

    /** Writes all there is. What the database did not take because it is away stays in the batch for the next round. */
    private void round() {
        try {
            do {
                if (batch.isEmpty()) { // what is tried again must stay what it was
                    queue.drainTo(batch, LARGEST_BATCH);
                }
                if (!batch.isEmpty()) {
                    write();
                }
                bounds.keep(Instant.now());
            } while (!queue.isEmpty());
        } catch (RuntimeException failure) {
            if (Outage.caused(failure)) {
                LOG.debug("The database is away; {} refused commands wait.", queue.size() + batch.size());
            } else {
                LOG.warn("The conflict journal stumbled; it goes on.", failure);
            }
        }
    }

    private void write() {
        try {
            write(batch);
        } catch (RuntimeException failure) {
            if (Outage.caused(failure)) {
                throw failure;
            }
            // One of them is of a kind that nobody thought of: it must not take the others along.
            while (!batch.isEmpty()) {
                writeAlone(batch.getFirst());
                batch.removeFirst();
            }
        }
        batch.clear();
    }

    private void writeAlone(Conflict conflict) {
        try {
            write(List.of(conflict));
        } catch (RuntimeException broken) {
            dropped.increment();
            LOG.warn("The refused command {} cannot be written down.", conflict.correlation(), broken);
        }
    }

    private void write(List<Conflict> conflicts) {
        table.insert(conflicts);
        written.increment(conflicts.size());
        bounds.added(conflicts.size());
    }
}
