package io.holdfast.ledger;

import java.time.Duration;

/** Somebody is at work on the same operation right now. Its result will be there soon. */
public final class OperationInProgress extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** When another try is worth it. */
    public static final Duration RETRY_AFTER = Duration.ofMillis(200);

    OperationInProgress() {
        super("A request with this Idempotency-Key is still running.", null, false, false);
    }
}
