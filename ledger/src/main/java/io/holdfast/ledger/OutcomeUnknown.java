package io.holdfast.ledger;

/** The answer to a command did not come in time. It may or may not have been stored: read before sending it again. */
public final class OutcomeUnknown extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OutcomeUnknown(Throwable cause) {
        super("No answer in time.", cause);
    }
}
