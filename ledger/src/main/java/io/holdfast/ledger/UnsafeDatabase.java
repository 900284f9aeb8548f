package io.holdfast.ledger;

/** The database could lose what was acknowledged, so the program does not start on it. */
public final class UnsafeDatabase extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    UnsafeDatabase(String why, String action) {
        super(why);
        this.action = action;
    }

    /** What to do about it. */
    public String action() {
        return action;
    }
}
