package io.holdfast.ledger;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * Does operations once. The ledger alone remembers them: with the first event of each, for ever. What was refused has no
 * event and is not remembered.
 */
final class Operations {

    private final Claims claims;
    private final Ledger ledger;
    private final Map<String, Streams.Fold<?>> folds;

    /** @param folds how to add up the streams, by type */
    Operations(Claims claims, Ledger ledger, Map<String, Streams.Fold<?>> folds) {
        this.claims = claims;
        this.ledger = ledger;
        this.folds = Map.copyOf(folds);
    }

    /**
     * Does the work, or answers what it came to the first time.
     *
     * @throws OperationInProgress if somebody else is at it
     * @throws OperationReused if it was something else the first time
     */
    <R> Outcome<R> once(Operation operation, Supplier<Outcome<R>> work) {
        try (var claim = claims.claim(operation.name())) {
            operation.claimed(claim);
            return this.<R>replay(operation).orElseGet(() -> attempt(operation, claim, work));
        } finally {
            operation.claimed(null);
        }
    }

    /** The unique column has the last word: a claim can be lost, and somebody else may have been faster. */
    private <R> Outcome<R> attempt(Operation operation, Claims.Claim claim, Supplier<Outcome<R>> work) {
        try {
            return work.get();
        } catch (OperationRepeated bySomebodyElse) {
            return this.<R>replay(operation).orElseThrow(() -> bySomebodyElse);
        } catch (RuntimeException failure) {
            if (claim.isHeld()) {
                throw failure;
            }
            return this.<R>replay(operation).orElseThrow(() -> failure);
        }
    }

    /** What the operation came to, from the ledger: its stream as it stood after the operation's last event. */
    private <R> Optional<Outcome<R>> replay(Operation operation) {
        return ledger.operation(operation.name()).map(first -> {
            if (!operation.fingerprint().equals(first.getMetaData().get(Caller.FINGERPRINT))) {
                throw new OperationReused();
            }
            operation.replayed();
            return new Outcome<>(first.getAggregateIdentifier(), after(operation, first));
        });
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // commands of services answer what their streams add up to
    private <R> R after(Operation operation, DomainEventMessage<?> first) {
        var fold = folds.get(first.getType());
        if (fold == null) {
            throw new IllegalStateException("Nobody said how to add up a stream of type " + first.getType());
        }
        return (R) Streams.fold(
                        ledger.readEvents(first.getAggregateIdentifier(), 0),
                        fold,
                        event -> isUpTo(first, event, operation.name()))
                .orElseThrow();
    }

    private static boolean isUpTo(
            DomainEventMessage<?> first, DomainEventMessage<?> event, @Nullable String operation) {
        return event.getSequenceNumber() <= first.getSequenceNumber()
                || event.getMetaData().getOrDefault(Caller.OPERATION, "").equals(operation);
    }
}
