package io.holdfast.ledger.verification;

import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong with a ledger.
 *
 * @param position the event that it is about; or where an event should be; or, of something that did not happen, the event
 *     after which it should have; or the one up to which a projection is
 * @param stream the event's stream; null if it is about no stream
 * @param kind which promise is broken
 * @param text what is wrong, in a sentence
 */
public record Finding(long position, @Nullable String stream, Kind kind, String text) {

    /** What a ledger promises. */
    public enum Kind {
        /** Positions are 1, 2, 3 and so on. */
        POSITION,
        /** Each hash is the hash of the row and of the hash before it. */
        HASH,
        /** The head row says where the ledger ends. */
        HEAD,
        /** What was there when a checkpoint was taken is there now. */
        CHECKPOINT,
        /** Versions of a stream are 0, 1, 2 and so on, in order of position. */
        VERSION,
        /** No operation took effect twice. */
        OPERATION,
        /** Every event is of a known type and its JSON can be read. */
        UNREADABLE,
        /** What happened was possible after what had happened before in its stream. */
        HISTORY,
        /** Each projection is what follows from the events; if not, it can be rebuilt. */
        PROJECTION,
        /** What is held of the stock is what orders want, after a while. The only one that can mend itself. */
        UNSETTLED;

        /** Whether somebody must have changed the ledger behind its back, or a decision was wrong. */
        public boolean isTampering() {
            return this != PROJECTION && this != UNSETTLED;
        }
    }

    /** In one line. */
    public String inWords() {
        return "position %d%s: %s".formatted(position, stream == null ? "" : ", " + stream, text);
    }
}
