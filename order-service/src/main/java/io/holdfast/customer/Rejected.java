package io.holdfast.customer;

/** Thrown instead of recording an event. Carries the reason; costs no stack trace. */
public final class Rejected extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Rejection reason;

    public Rejected(Rejection reason) {
        super(reason.message(), null, false, false);
        this.reason = reason;
    }

    /** Why, with every fact. */
    public Rejection reason() {
        return reason;
    }
}
