package io.holdfast.ledger.verification;

import io.holdfast.ledger.verification.Finding.Kind;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;

/** Compares hashes with what was noted of them at an earlier time, elsewhere. */
final class CheckpointCheck {

    private final Queue<Checkpoint> ahead;
    private final Findings findings;
    private long proven;

    CheckpointCheck(List<Checkpoint> checkpoints, Findings findings) {
        this.ahead = new ArrayDeque<>(checkpoints.stream()
                .sorted(Comparator.comparingLong(Checkpoint::position))
                .toList());
        this.findings = findings;
    }

    /** The hash at a position, in order of positions. */
    void see(long position, String hash) {
        while (!ahead.isEmpty() && ahead.element().position() <= position) {
            var checkpoint = ahead.remove();
            if (checkpoint.position() < position) {
                continue; // there is no event at its position, which is a finding by itself
            }
            if (checkpoint.hash().equals(hash)) {
                proven = position;
            } else {
                findings.add(new Finding(position, null, Kind.CHECKPOINT, changed(checkpoint)));
            }
        }
    }

    /** There are no more events. */
    void end(long last) {
        ahead.forEach(checkpoint -> findings.add(new Finding(
                last + 1,
                null,
                Kind.CHECKPOINT,
                "The ledger ends at position %d, but %s was taken of it: its last events were cut off."
                        .formatted(last, checkpoint.inWords()))));
    }

    private String changed(Checkpoint checkpoint) {
        return "The hash is not that of %s: an event at a position from %d to %d was changed since then, and all hashes with it."
                .formatted(checkpoint.inWords(), proven + 1, checkpoint.position());
    }
}
