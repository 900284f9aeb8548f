package io.holdfast.ledger;

import org.jspecify.annotations.Nullable;

/** An event in the ledger that nobody here can read. Whoever meets it stops there: what follows may depend on it. */
public final class UnreadableEvent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long position;
    private final @Nullable String stream;
    private final String why;

    /** @param stream null if there is no event to be of one */
    UnreadableEvent(long position, @Nullable String stream, String why) {
        super("The event at position %d%s cannot be read: %s"
                .formatted(position, stream == null ? "" : ", of " + stream + ",", why));
        this.position = position;
        this.stream = stream;
        this.why = why;
    }

    /** Where in the ledger it is. */
    public long position() {
        return position;
    }

    /** The stream that it is of; null if there is no event where one should be. */
    public @Nullable String stream() {
        return stream;
    }

    /** What is the matter with it, in a sentence. */
    public String why() {
        return why;
    }
}
