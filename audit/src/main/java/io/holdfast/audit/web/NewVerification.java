package io.holdfast.audit.web;

import io.holdfast.ledger.verification.Checkpoint;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to verify.
 *
 * @param checkpoints what was noted at earlier times
 * @param fromCheckpoint where to begin, if not at the first event
 */
record NewVerification(
        @Size(max = 100) @Nullable List<@NotNull(message = "is missing") @Valid CheckpointBody> checkpoints,
        @Valid @Nullable CheckpointBody fromCheckpoint) {

    List<Checkpoint> noted() {
        return checkpoints == null
                ? List.of()
                : checkpoints.stream().map(CheckpointBody::checkpoint).toList();
    }

    @Nullable
    Checkpoint from() {
        return fromCheckpoint == null ? null : fromCheckpoint.checkpoint();
    }
}
