package io.holdfast.ledger;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.transaction.TransactionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that appends. It takes the commands that have arrived meanwhile, has them executed in one transaction, makes
 * it durable, and then answers everybody (group commit). While it commits, the next ones arrive: the more callers, the
 * larger the batches, and a busy aggregate is no slower than many idle ones.
 *
 * @see <a href="https://dl.acm.org/doi/10.1145/602259.602261">DeWitt et al., Implementation techniques for main memory
 *     database systems, 1984</a>
 */
final class Writer {

    /** Commands that may share a transaction. */
    static final int LARGEST_BATCH = 256;

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    private static final long GLANCE_MILLIS = 100;

    private final Execution execution;
    private final Ledger ledger;
    private final Runnable durability;
    private final BlockingQueue<Work> queue;
    private final Thread thread =
            Thread.ofPlatform().name("ledger-writer").daemon().unstarted(this::write);
    private final DistributionSummary sizes;
    private final Timer waits;
    private boolean stopping;
    private volatile boolean failed;

    /**
     * @param durability returns when everything that was committed survives a power cut
     * @param capacity commands that may wait; one more is refused
     */
    Writer(TransactionManager transactions, Ledger ledger, Runnable durability, int capacity, MeterRegistry meters) {
        this.execution = new Execution(transactions, ledger);
        this.ledger = ledger;
        this.durability = durability;
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.sizes = DistributionSummary.builder("holdfast.batch.size")
                .description("Commands that shared a transaction")
                .publishPercentiles(0.5, 0.99)
                .register(meters);
        this.waits = Timer.builder("holdfast.command.duration")
                .description("From the arrival of a command until it was durable")
                .publishPercentiles(0.5, 0.99)
                .register(meters);
        Gauge.builder("holdfast.queue.length", queue, BlockingQueue::size)
                .description("Commands that wait for the next batch")
                .register(meters);
    }

    void start() {
        thread.start();
    }

    /** Takes no more commands, finishes those that it has, and returns when all are answered. */
    void stop() {
        synchronized (queue) {
            stopping = true;
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @throws Unavailable if too many commands wait, or if the writer has stopped */
    void submit(Work work) {
        synchronized (queue) {
            if (stopping) {
                throw new Unavailable("The service is shutting down.");
            }
            if (failed) {
                throw new Unavailable("The disk has failed; the service has to be started again.");
            }
            if (!queue.offer(work)) {
                throw new Unavailable("Too many commands are waiting.");
            }
        }
    }

    private void write() {
        var batch = new ArrayList<Work>(LARGEST_BATCH);
        try {
            while (true) {
                var first = queue.poll(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, LARGEST_BATCH - 1);
                    write(batch);
                    batch.clear();
                } else if (isDone()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            LOG.error("Somebody interrupted the writer; nothing is taken any more.", e);
        }
    }

    private boolean isDone() {
        synchronized (queue) {
            return stopping && queue.isEmpty();
        }
    }

    private void write(List<Work> batch) {
        var outcome = failed
                ? Execution.Outcome.failed(batch.size(), new Unavailable("The disk has failed."))
                : execution.of(batch);
        if (!outcome.appended().isEmpty()) {
            try {
                durability.run();
                ledger.show(outcome.appended());
            } catch (RuntimeException e) {
                // What is in memory may be ahead of what is on the disk: nothing may be built on it.
                failed = true;
                LOG.error("Cannot tell whether {} commands are durable; taking no more.", batch.size(), e);
                outcome = outcome.unknown(e);
            }
        }
        sizes.record(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            var work = batch.get(i);
            waits.record(System.nanoTime() - work.arrived(), TimeUnit.NANOSECONDS);
            answer(work, outcome.results().get(i));
        }
    }

    private static void answer(Work work, Object result) {
        try {
            work.answer().accept(result);
        } catch (RuntimeException e) {
            LOG.error("A caller stumbled over the answer to {}.", work.command().getCommandName(), e);
        }
    }
}
