package io.holdfast.audit.verification;

/** A verification is running; there is one at a time. */
public final class VerificationRunning extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String id;

    VerificationRunning(String id) {
        super("A verification is running; there is one at a time.", null, false, false);
        this.id = id;
    }

    /** The one that runs. */
    public String id() {
        return id;
    }
}
