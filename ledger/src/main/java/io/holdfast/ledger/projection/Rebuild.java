package io.holdfast.ledger.projection;

import io.holdfast.ledger.EventSerializer;
import io.holdfast.ledger.Locks;
import io.holdfast.ledger.Outage;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds a view again from the first event on, in tables beside the live ones, while everybody goes on working; compares
 * both at the same position; and, if it is asked to, puts right in the live tables what differs.
 *
 * <p>It compares in a transaction that sees one moment, so nobody waits. What is put right is put right in a transaction
 * that keeps everybody else from the view: readers see the rows before it or after it, never none.
 */
public final class Rebuild {

    private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);

    /** So close behind the live view, the rest is added in the transaction that compares. */
    private static final int CLOSE = 1_000;

    private final View view;
    private final DataSource source;
    private final Locks locks;
    private final boolean swap;
    private final Pages pages;
    private final Position position;
    private final Shadow shadow;
    private final Store store;
    private long reached;
    private long begun;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean cancelled;
    private volatile Progress progress = new Progress(RebuildState.BUILDING, 0, 0, 0, null, null);

    /**
     * A rebuild that was not begun.
     *
     * @param events what can be read in the ledger, all of it: what this view does not look at is not decoded
     * @param locks between the processes that use the database
     * @param swap whether to put right what differs
     */
    public Rebuild(View view, DataSource source, EventSerializer events, Locks locks, boolean swap) {
        this.view = view;
        this.source = source;
        this.locks = locks;
        this.swap = swap;
        this.pages = new Pages(view, events);
        this.position = new Position(view.name());
        this.shadow = new Shadow(view);
        this.store = Store.of(view, Shadow.PREFIX);
    }

    /** How far it is. */
    public Progress progress() {
        return progress;
    }

    /** Which view it is about. */
    public View view() {
        return view;
    }

    /** Ends it at the next page, and returns when it has ended. */
    public void cancel() {
        cancelled = true;
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does it, and answers what came of it: also if it failed. Once. */
    public Progress run() {
        begun = System.nanoTime();
        try {
            progress = attempt(); // over only when everything is cleared away
            return progress;
        } finally {
            over.countDown();
        }
    }

    private Progress attempt() {
        try (var lock = locks.tryLock("rebuild " + view.name()).orElse(null)) {
            if (lock == null) {
                return failed("Another process is rebuilding it.");
            }
            transact(shadow::create);
            try {
                build(lock);
                return compare(lock);
            } finally {
                transact(shadow::drop);
            }
        } catch (SQLException | RuntimeException e) {
            LOG.warn("The rebuild of {} failed.", view.name(), e);
            return failed(Outage.caused(e) ? "The database is away." : String.valueOf(e.getMessage()));
        }
    }

    /** Drops what a rebuild has left that did not come to its end; not if somebody is at it. */
    public static void clear(View view, DataSource source, Locks locks) throws SQLException {
        try (var lock = locks.tryLock("rebuild " + view.name()).orElse(null);
                var connection = source.getConnection()) {
            if (lock != null) {
                new Shadow(view).drop(connection);
            }
        }
    }

    private void build(Locks.Lock lock) throws SQLException {
        try (var reader = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("rebuild-" + view.name()).factory())) {
            for (long live = live(); live - reached > CLOSE; live = live()) {
                build(reader, live, lock);
            }
        }
    }

    /** The next page is read and decoded while this one is added. */
    private void build(ExecutorService reader, long upTo, Locks.Lock lock) throws SQLException {
        var next = read(reader, reached, upTo);
        while (reached < upTo) {
            requireTime(lock);
            var page = await(next);
            long end = Math.min(reached + Pages.SIZE, upTo);
            next = read(reader, end, upTo);
            transact(connection -> store.add(connection, page));
            reached = end;
            progress = at(RebuildState.BUILDING, upTo, null);
        }
    }

    private Future<List<Happened>> read(ExecutorService reader, long after, long upTo) {
        return reader.submit(() -> {
            try (var connection = source.getConnection()) {
                return pages.read(connection, after, Math.min(after + Pages.SIZE, upTo));
            }
        });
    }

    private static List<Happened> await(Future<List<Happened>> page) throws SQLException {
        try {
            return page.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BrokenEvent broken) {
                throw broken;
            }
            throw new SQLException("Cannot read the ledger.", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted.", e);
        }
    }

    private long live() throws SQLException {
        try (var connection = source.getConnection()) {
            return position.read(connection);
        }
    }

    private Progress compare(Locks.Lock lock) throws SQLException {
        progress = at(RebuildState.COMPARING, reached, null);
        var found = new Differences[1];
        transactAtOneMoment(connection -> {
            catchUp(connection, position.read(connection));
            found[0] = shadow.compare(connection);
        });
        var differences = found[0];
        if (differences.rows() == 0 || !swap) {
            return at(differences.rows() == 0 ? RebuildState.EQUAL : RebuildState.DIFFERENT, reached, differences);
        }
        progress = at(RebuildState.SWAPPING, reached, differences);
        for (var swapped = new boolean[1]; !swapped[0]; ) {
            requireTime(lock);
            transact(connection -> swapped[0] = swap(connection));
        }
        return at(RebuildState.SWAPPED, reached, differences);
    }

    /** Not if somebody keeps the view for so long that the database lets nobody wait any longer. */
    private boolean swap(Connection connection) throws SQLException {
        var live = position.lock(connection);
        if (live.isEmpty()) {
            return false;
        }
        catchUp(connection, live.getAsLong());
        shadow.swap(connection);
        return true;
    }

    private void requireTime(Locks.Lock lock) {
        if (cancelled) {
            throw new IllegalStateException("The program ends.");
        }
        if (!lock.isHeld()) {
            throw new IllegalStateException("Another process may have begun to rebuild it.");
        }
    }

    private void catchUp(Connection connection, long upTo) throws SQLException {
        while (reached < upTo) {
            long end = Math.min(reached + Pages.SIZE, upTo);
            store.add(connection, pages.read(connection, reached, end));
            reached = end;
        }
    }

    private Progress at(RebuildState state, long total, @Nullable Differences differences) {
        double seconds = (System.nanoTime() - begun) / 1e9;
        // Comparing takes time too, but adds no events.
        long rate = differences == null ? Math.round(reached / seconds) : progress.rate();
        return new Progress(state, reached, total, rate, differences, null);
    }

    private Progress failed(String why) {
        var last = progress;
        return new Progress(RebuildState.FAILED, last.done(), last.total(), last.rate(), last.differences(), why);
    }

    private interface Work {
        void in(Connection connection) throws SQLException;
    }

    private void transact(Work work) throws SQLException {
        try (var connection = source.getConnection()) {
            transact(connection, Connection.TRANSACTION_READ_COMMITTED, work);
        }
    }

    private void transactAtOneMoment(Work work) throws SQLException {
        try (var connection = source.getConnection()) {
            transact(connection, Isolation.ofOneMoment(connection), work);
        }
    }

    private static void transact(Connection connection, int isolation, Work work) throws SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(isolation);
        try {
            work.in(connection);
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        }
    }
}
