package io.holdfast.ledger;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.ExecutionResult;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.ConcurrencyException;

/**
 * Executes commands in one unit of work and one transaction, and finds out who is to blame if that fails.
 *
 * <p>A command that is refused has applied nothing, so the others of its batch go on. If a handler fails half way, or the
 * append fails, the whole batch leaves no trace. After a lost race it is executed once more on what the winner left, and
 * this time nobody else may append meanwhile, so it is not lost again. Otherwise the commands are executed one by one:
 * only the guilty one fails.
 */
final class Execution {

    private static final CommandTargetResolver TARGETS = new Targets();

    private final TransactionManager transactions;
    private final Ledger ledger;

    Execution(TransactionManager transactions, Ledger ledger) {
        this.transactions = transactions;
        this.ledger = ledger;
    }

    /**
     * What became of a batch.
     *
     * @param results in the order of the commands: what was returned, or the exception
     * @param appended the events that are in the ledger now
     */
    record Outcome(List<Object> results, List<TrackedEventMessage<?>> appended) {

        /** The same, with nobody knowing whether it will last. */
        Outcome unknown(RuntimeException cause) {
            List<Object> unknown = results.stream()
                    .<Object>map(result -> result instanceof Throwable ? result : new OutcomeUnknown(cause))
                    .toList();
            return new Outcome(unknown, List.of());
        }

        static Outcome failed(int commands, Throwable failure) {
            return new Outcome(Collections.nCopies(commands, failure), List.of());
        }
    }

    /** A handler failed after it had applied events. */
    private static final class HalfDone extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final Throwable reason;

        HalfDone(Throwable reason) {
            super(null, reason, false, false);
            this.reason = reason;
        }
    }

    /** The batch as a whole was rolled back. */
    private static final class RolledBack extends Exception {
        private static final long serialVersionUID = 1L;
        private final Throwable reason;

        RolledBack(Throwable reason) {
            super(null, reason, false, false);
            this.reason = reason instanceof HalfDone half ? half.reason : reason;
        }
    }

    /** Executes all of them, together if possible. Never throws. */
    Outcome of(List<Work> batch) {
        try {
            return together(batch, () -> {});
        } catch (RolledBack failed) {
            return isLostRace(failed.reason) ? undisturbed(batch) : separately(batch, failed.reason);
        }
    }

    private Outcome undisturbed(List<Work> batch) {
        try {
            return together(batch, ledger::lock);
        } catch (RolledBack failed) {
            return separately(batch, failed.reason);
        }
    }

    private Outcome separately(List<Work> batch, Throwable failure) {
        if (failure instanceof OutcomeUnknown) {
            return Outcome.failed(batch.size(), failure);
        }
        if (Outage.caused(failure)) {
            return Outcome.failed(batch.size(), new Unavailable("The database is away."));
        }
        return batch.size() > 1 ? oneByOne(batch) : Outcome.failed(1, failure);
    }

    private Outcome oneByOne(List<Work> batch) {
        var results = new ArrayList<Object>(batch.size());
        var appended = new ArrayList<TrackedEventMessage<?>>();
        for (var work : batch) {
            var alone = of(List.of(work));
            results.addAll(alone.results());
            appended.addAll(alone.appended());
        }
        return new Outcome(results, appended);
    }

    /** @param first what to do in the transaction before the first command */
    private Outcome together(List<Work> batch, Runnable first) throws RolledBack {
        var unit = new BatchingUnitOfWork<CommandMessage<?>>(
                batch.stream().<CommandMessage<?>>map(Work::command).toList());
        var commit = new Commit();
        var next = batch.iterator();
        unit.start();
        begin(unit, commit, first, targets(batch));
        var result = unit.executeWithResult(() -> handle(next.next(), unit), HalfDone.class::isInstance);
        if (!commit.done) {
            throw new RolledBack(result.exceptionResult());
        }
        var results = unit.getExecutionResults();
        return new Outcome(
                batch.stream()
                        .map(work -> result(requireNonNull(results.get(work.command()))))
                        .toList(),
                commit.appended);
    }

    /** The streams that the commands are for; those that are for none will fail by themselves. */
    private static List<String> targets(List<Work> batch) {
        return batch.stream().flatMap(work -> target(work).stream()).distinct().toList();
    }

    private static Optional<String> target(Work work) {
        try {
            return Optional.of(TARGETS.resolveTarget(work.command()).getIdentifier());
        } catch (IllegalArgumentException forNobody) {
            return Optional.empty();
        }
    }

    /** What a unit of work has come to. */
    private static final class Commit {
        private boolean done;
        private List<TrackedEventMessage<?>> appended = List.of();
    }

    private void begin(UnitOfWork<?> unit, Commit commit, Runnable first, List<String> targets) throws RolledBack {
        try {
            var transaction = transactions.startTransaction();
            unit.onRollback(rolledBack -> transaction.rollback());
            unit.onCommit(committing -> commit(transaction));
            unit.afterCommit(committed -> {
                commit.done = true;
                commit.appended = EventStorage.appended();
            });
            first.run();
            ledger.expect(targets);
        } catch (RuntimeException e) {
            unit.rollback(e);
            throw new RolledBack(e);
        }
    }

    private static void commit(Transaction transaction) {
        try {
            transaction.commit();
        } catch (RuntimeException e) {
            throw new OutcomeUnknown(e); // it may have arrived
        }
    }

    private Object handle(Work work, UnitOfWork<CommandMessage<?>> unit) throws Exception {
        long before = ledger.published();
        try {
            return work.handle(unit);
        } catch (Exception | Error e) {
            if (ledger.published() == before) {
                throw e;
            }
            throw new HalfDone(e);
        }
    }

    private static Object result(ExecutionResult result) {
        return result.isExceptionResult()
                ? result.getExceptionResult()
                : result.getResult().getPayload();
    }

    private static boolean isLostRace(Throwable failure) {
        return failure instanceof ConcurrencyException || failure instanceof AggregateStreamCreationException;
    }
}
