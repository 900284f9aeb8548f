package io.holdfast.audit.web;

import io.holdfast.ledger.verification.Checkpoint;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;

/** A checkpoint, as it is handed out and taken back; the same as in a file of the command line. */
record CheckpointBody(
        @NotNull(message = "is missing") @Min(0) @Max(Long.MAX_VALUE)
        Long position,

        @NotNull(message = "is missing") @Pattern(regexp = "[0-9a-f]{64}", message = "is not 64 hexadecimal digits")
        String hash,

        @NotNull(message = "is missing") Instant takenAt) {

    static CheckpointBody of(Checkpoint checkpoint) {
        return new CheckpointBody(checkpoint.position(), checkpoint.hash(), checkpoint.takenAt());
    }

    Checkpoint checkpoint() {
        return new Checkpoint(position, hash, takenAt);
    }
}
