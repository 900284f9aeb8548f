package io.holdfast.ledger;

/** The name of an operation was used before, for something else. Nothing was stored. */
public final class OperationReused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OperationReused() {
        super("This Idempotency-Key was used for another request.", null, false, false);
    }
}
