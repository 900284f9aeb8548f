package io.holdfast.ledger.verification;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A place in a ledger and the hash there, which stands for every event up to it. Kept somewhere else, it proves later that
 * none of them was changed: whoever rebuilds the whole chain can do so here, but not there.
 *
 * @param position of the last event when it was taken, 0 if there was none
 * @param hash that event's, 64 hexadecimal digits
 * @param takenAt when it was taken, by the clock of whoever took it
 */
public record Checkpoint(long position, String hash, Instant takenAt) {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    public Checkpoint {
        if (position < 0 || !HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException("A checkpoint has a position from 0 on and a hash of 64 digits.");
        }
    }

    /** As a finding speaks of it. */
    String inWords() {
        return "the checkpoint of %s at position %d".formatted(takenAt, position);
    }
}
