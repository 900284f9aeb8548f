package io.holdfast.customer.store;

import io.holdfast.ledger.DryRun;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Writes that share the transaction of an event. */
final class WithEvent {

    private WithEvent() {}

    /**
     * Writes in the transaction that is under way, and tells what the tables' keys refuse, or the database for somebody
     * else's sake, as a lost race: a handler looked before it wrote, so another process was first. Then the command is
     * decided anew on what that one left.
     *
     * <p>A dry run has no event, and so nothing to write along with it.
     *
     * @throws ConcurrencyException without a cause: the database's words quote what is personal
     */
    static void write(Runnable statement) {
        if (DryRun.CURRENT.isBound()) {
            return;
        }
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("Nobody stores an event along with this.");
        }
        try {
            statement.run();
        } catch (DataIntegrityViolationException | ConcurrencyFailureException refused) {
            throw new ConcurrencyException(
                    "Somebody else was first: %s.".formatted(refused.getClass().getSimpleName()));
        }
    }
}
