package io.holdfast.ledger;

import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a caller presupposes about the stream that its command is for. */
public sealed interface Precondition {

    /**
     * Whether it is so.
     *
     * @param current the version of the stream, or null if it has no events
     */
    boolean holds(@Nullable Long current);

    /** The last version that the caller has seen, as far as it said so. */
    @Nullable
    Long seen();

    /**
     * The stream stands at this version. Of a stream that does not exist it says nothing: a command to such a one is refused
     * anyway.
     */
    record Exactly(long version) implements Precondition {

        @Override
        public boolean holds(@Nullable Long current) {
            return current == null || current == version;
        }

        @Override
        public Long seen() {
            return version;
        }
    }

    /** The stream exists and stands at one of these versions; if there are none, it never holds. */
    record OneOf(Set<Long> versions) implements Precondition {

        public OneOf {
            versions = Set.copyOf(versions);
        }

        @Override
        public boolean holds(@Nullable Long current) {
            return current != null && versions.contains(current);
        }

        @Override
        public @Nullable Long seen() {
            return versions.isEmpty() ? null : Collections.max(versions);
        }
    }

    /** The stream exists, at whatever version. */
    record Exists() implements Precondition {

        @Override
        public boolean holds(@Nullable Long current) {
            return current != null;
        }

        @Override
        public @Nullable Long seen() {
            return null;
        }
    }
}
