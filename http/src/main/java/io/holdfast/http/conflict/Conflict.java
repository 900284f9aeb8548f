package io.holdfast.http.conflict;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;

/**
 * A command that was refused. It has no personal data.
 *
 * @param id when and which: a UUIDv7, greater than those of all conflicts that the same process had before
 * @param actor who asked
 * @param request what for: method and path
 * @param status the status it was answered with
 * @param kind the slug of the problem: which rule
 * @param detail the rule in words, with what broke it
 * @param facts the problem's other fields, as a JSON object
 * @param correlation names the request
 * @param subjects what it was about, all that the request or the problem names
 */
public record Conflict(
        UUID id,
        String actor,
        String request,
        int status,
        String kind,
        String detail,
        String facts,
        String correlation,
        Set<Subject> subjects) {

    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.ofEpochMilli((1L << 48) - 1);

    public Conflict {
        subjects = Set.copyOf(subjects);
    }

    /** When it was refused, to the millisecond. */
    public Instant at() {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    /** The least id that a conflict of this time or later can have; of no later one than ids can tell. */
    public static UUID leastIdAt(Instant time) {
        var whole = time.isBefore(FIRST) ? FIRST : time.isAfter(LAST) ? LAST : roundedUp(time);
        return new UUID(whole.toEpochMilli() << 16 | 0x7000, 1L << 63);
    }

    private static Instant roundedUp(Instant time) {
        return time.plus(Duration.ofMillis(1).minusNanos(1)).truncatedTo(ChronoUnit.MILLIS);
    }
}
