package io.holdfast.ledger.verification;

/** What a verification needs for itself is not there. That says nothing about the ledger. */
public final class CannotVerify extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * It is not the cause: whoever asks for that wants to know of the database that is verified.
     *
     * @param why in a sentence
     * @param failure what failed
     */
    public CannotVerify(String why, Exception failure) {
        super(why);
        addSuppressed(failure);
    }
}
