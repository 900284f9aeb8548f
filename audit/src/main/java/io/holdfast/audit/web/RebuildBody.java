package io.holdfast.audit.web;

import io.holdfast.ledger.projection.Difference;
import io.holdfast.ledger.projection.Rebuild;
import io.holdfast.ledger.projection.RebuildState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a rebuild is.
 *
 * @param done the position up to which events were added
 * @param total the position up to which they are to be added; it moves while others write
 * @param rate events a second so far
 * @param secondsLeft until all are added, at that rate
 * @param differentRows rows of the live tables that differ, once they have been compared
 * @param differences what differs in the first of them, at most a hundred
 * @param failure why it was not done
 */
record RebuildBody(
        String id,
        String projection,
        RebuildState state,
        long done,
        long total,
        long rate,
        long secondsLeft,
        @Nullable Long differentRows,
        @Nullable List<Difference> differences,
        @Nullable String failure) {

    static RebuildBody of(String id, Rebuild rebuild) {
        var progress = rebuild.progress();
        var differences = progress.differences();
        return new RebuildBody(
                id,
                rebuild.view().name(),
                progress.state(),
                progress.done(),
                progress.total(),
                progress.rate(),
                progress.secondsLeft(),
                differences == null ? null : differences.rows(),
                differences == null ? null : differences.first(),
                progress.failure());
    }
}
