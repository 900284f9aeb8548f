package io.holdfast.audit.verification;

import io.holdfast.ledger.Outage;
import io.holdfast.ledger.TimeOrderedIds;
import io.holdfast.ledger.verification.CannotVerify;
import io.holdfast.ledger.verification.Checkpoint;
import io.holdfast.ledger.verification.Finding;
import io.holdfast.ledger.verification.Findings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifications that run beside the service, one at a time. The last ones are kept; a process that stops gives up the one
 * that runs.
 */
public final class Verifications implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Verifications.class);
    private static final int KEPT = 20;

    private final LedgerAudit audit;
    private volatile boolean over;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        var verifier = new Thread(task, "verification");
        verifier.setDaemon(true);
        return verifier;
    });
    private final Map<String, Running> kept = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Running> eldest) {
            return size() > KEPT;
        }
    };

    public Verifications(LedgerAudit audit) {
        this.audit = audit;
    }

    /** Where one stands. */
    public enum State {
        RUNNING,
        DONE,
        FAILED
    }

    /**
     * One of them, at some moment.
     *
     * @param checked events that were checked so far
     * @param total events that are to be checked
     * @param rate events per second
     * @param secondsLeft about how long it still takes, while it runs
     * @param findings the first of them
     * @param findingCount how many there are
     * @param failure why it did not come to its end, if it did not
     */
    public record Standing(
            String id,
            State state,
            long checked,
            long total,
            long rate,
            @Nullable Long secondsLeft,
            List<Finding> findings,
            long findingCount,
            @Nullable String failure) {}

    /** One, while it runs and afterwards. */
    private static final class Running {

        private final Findings findings = new Findings();
        private final long begun = System.nanoTime();
        private volatile State state = State.RUNNING;
        private volatile long checked;
        private volatile long total;
        private volatile long ended;
        private volatile @Nullable String failure;

        void at(long done, long all) {
            checked = done;
            total = all;
        }

        void end(State how) {
            ended = System.nanoTime();
            state = how;
        }

        void fail(String why) {
            failure = why;
            end(State.FAILED);
        }

        Standing standing(String id) {
            var now = state;
            long nanos = (now == State.RUNNING ? System.nanoTime() : ended) - begun;
            long rate = Math.round(checked / (Math.max(1, nanos) / 1e9));
            Long left = now == State.RUNNING && rate > 0 ? (total - checked) / rate : null;
            return new Standing(id, now, checked, total, rate, left, findings.first(), findings.count(), failure);
        }
    }

    /**
     * Begins one and answers its id.
     *
     * @throws VerificationRunning if one runs
     */
    public synchronized String begin(List<Checkpoint> checkpoints, @Nullable Checkpoint from) {
        requireNone();
        var id = "verification-" + TimeOrderedIds.next();
        var running = new Running();
        kept.put(id, running);
        thread.execute(() -> run(running, checkpoints, from));
        return id;
    }

    /**
     * What {@link #begin} would say.
     *
     * @throws VerificationRunning if one runs
     */
    public synchronized void requireNone() {
        kept.forEach((id, other) -> {
            if (other.state == State.RUNNING) {
                throw new VerificationRunning(id);
            }
        });
    }

    /** The one of that name, if it is still kept. */
    public synchronized Optional<Standing> find(String id) {
        return Optional.ofNullable(kept.get(id)).map(running -> running.standing(id));
    }

    private void run(Running running, List<Checkpoint> checkpoints, @Nullable Checkpoint from) {
        try {
            audit.verify(checkpoints, from, running.findings, (checked, total) -> {
                running.at(checked, total);
                if (over) {
                    throw new CancellationException();
                }
            });
            running.end(State.DONE);
        } catch (CancellationException stopped) {
            running.fail("The program ends.");
        } catch (CannotVerify failure) {
            LOG.warn("The ledger could not be verified.", failure);
            running.fail(String.valueOf(failure.getMessage()));
        } catch (RuntimeException failure) {
            LOG.warn("The ledger could not be verified.", failure);
            running.fail(Outage.caused(failure) ? "The database is away." : "It could not go on; the log says why.");
        }
    }

    /**
     * Returns when the page that it reads is read, or the projection is compared. It is never interrupted: H2 would close its
     * file.
     */
    @Override
    public void close() {
        over = true;
        thread.close();
    }
}
