package io.holdfast.ledger.projection;

import io.holdfast.ledger.Outage;
import io.holdfast.ledger.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps a view up to date, on a thread of its own: takes the events that are there, up to {@value #MOST} at once, adds them
 * to the view's tables, and moves its position, in one transaction. When there are none it sleeps until there are.
 */
final class Follower {

    /** Events of a transaction, at most. */
    static final int MOST = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final long TRY_AGAIN_AFTER_MILLIS = 500;

    private final View view;
    private final Position position;
    private final Store store;
    private final EventStore events;
    private final JdbcTemplate database;
    private final TransactionTemplate transaction;
    private final Semaphore awake = new Semaphore(0);
    private final Thread thread;
    private @Nullable BlockingStream<TrackedEventMessage<?>> stream;
    private long reached;
    private long tried;
    private long carefulUntil;
    private volatile Standing standing;
    private volatile boolean over;

    Follower(View view, DataSource source, EventStore events) {
        this.view = view;
        this.position = new Position(view.name());
        this.store = Store.of(view, "");
        this.events = events;
        this.database = new JdbcTemplate(source);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        this.standing = new Standing(view.name(), 0, null);
        this.thread = Thread.ofPlatform().name("view-" + view.name()).unstarted(this::run);
    }

    Standing standing() {
        return standing;
    }

    void start() {
        thread.start();
    }

    /** Returns when the transaction that it is in has ended. It is never interrupted: H2 would close its file. */
    void stop() throws InterruptedException {
        over = true;
        awake.release();
        thread.join();
    }

    private void run() {
        while (!over) {
            try {
                work();
            } catch (RuntimeException failure) {
                stumble(failure);
            }
        }
        close();
    }

    private void work() {
        var batch = next(stream == null ? open() : stream);
        if (batch.isEmpty()) {
            sleep(TimeUnit.MINUTES.toMillis(1));
            return;
        }
        tried = Happenings.position(batch.getLast());
        if (add(Happenings.of(view, batch), tried)) {
            reached = tried;
            standing = new Standing(view.name(), reached, null);
        } else {
            close(); // somebody else was here first, or still is
        }
    }

    private BlockingStream<TrackedEventMessage<?>> open() {
        reached = in(position::read);
        var opened = events.openStream(new GlobalSequenceTrackingToken(reached));
        opened.setOnAvailableCallback(awake::release);
        stream = opened;
        standing = new Standing(view.name(), reached, standing.stopped());
        return opened;
    }

    /** What is there and was not looked at; a single event where one has failed. */
    private List<TrackedEventMessage<?>> next(BlockingStream<TrackedEventMessage<?>> from) {
        awake.drainPermits();
        int most = reached < carefulUntil ? 1 : MOST;
        var batch = new ArrayList<TrackedEventMessage<?>>();
        try {
            while (batch.size() < most && from.peek().isPresent()) {
                batch.add(from.nextAvailable());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts this thread.", e);
        } catch (RuntimeException failure) {
            if (batch.isEmpty()) {
                throw failure;
            } // what is before it is added first
        }
        return batch;
    }

    /** Adds events behind the position that the stream was read from; not if the view is somewhere else. */
    private boolean add(List<Happened> happened, long last) {
        return Boolean.TRUE.equals(transaction.execute(status -> in(connection -> {
            var stored = position.lock(connection);
            if (stored.isEmpty() || stored.getAsLong() != reached) {
                status.setRollbackOnly();
                return false;
            }
            store.add(connection, happened);
            position.move(connection, last);
            return true;
        })));
    }

    /** Several events failed: which of them it was is found by taking them one by one. One has: here it ends for now. */
    private void stumble(RuntimeException failure) {
        close();
        if (!Outage.caused(failure) && tried > reached + 1) {
            carefulUntil = tried;
            tried = reached;
            return;
        }
        tried = reached;
        var why = Outage.caused(failure) ? "The database is away." : String.valueOf(failure.getMessage());
        if (!why.equals(standing.stopped())) {
            LOG.error("The view {} stops behind position {}, and tries again: {}", view.name(), reached, why, failure);
        }
        standing = new Standing(view.name(), reached, why);
        sleep(TRY_AGAIN_AFTER_MILLIS);
    }

    private void sleep(long millis) {
        try {
            if (!over && awake.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
                LOG.trace("There are events for the view {}.", view.name());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts this thread.", e);
        }
    }

    private void close() {
        if (stream != null) {
            stream.close();
            stream = null;
        }
    }

    private <T> T in(ConnectionCallback<T> work) {
        return Objects.requireNonNull(database.execute(work));
    }
}
