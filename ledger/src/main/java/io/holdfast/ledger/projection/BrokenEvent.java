package io.holdfast.ledger.projection;

/** An event that cannot be read, or that a view cannot take. The view stops before it: nothing is skipped. */
public final class BrokenEvent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long position;
    private final String why;

    /** @param why how the sentence goes on that begins with the event's position */
    BrokenEvent(long position, String why, Throwable cause) {
        super("Event %d: %s".formatted(position, why), cause);
        this.position = position;
        this.why = why;
    }

    BrokenEvent(long position, String why) {
        super("Event %d: %s".formatted(position, why));
        this.position = position;
        this.why = why;
    }

    /** How the sentence goes on that begins with the event's position. */
    public String why() {
        return why;
    }

    /** Where in the ledger it is. */
    public long position() {
        return position;
    }
}
