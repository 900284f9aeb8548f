package io.holdfast.audit.web;

import io.holdfast.ledger.Standing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A projection: tables that follow from the ledger.
 *
 * @param tables their names in the database
 * @param position all events up to there are in it
 * @param stopped why it goes no further; it is tried again all the time
 * @param rebuilds those that this process remembers, oldest first
 */
record ProjectionBody(
        String name,
        List<String> tables,
        long position,
        @Nullable String stopped,
        List<RebuildBody> rebuilds) {

    /** All of them. */
    record All(List<ProjectionBody> items) {}

    static ProjectionBody of(Standing standing, List<String> tables, List<RebuildBody> rebuilds) {
        return new ProjectionBody(standing.name(), tables, standing.position(), standing.stopped(), rebuilds);
    }
}
