package io.holdfast.http;

import static java.util.Objects.requireNonNull;

import io.holdfast.http.InvalidRequest.Fault;
import io.holdfast.ledger.Moment;
import io.holdfast.ledger.Streams;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Finds out as of when a request wants to see something: the parameters {@code asOf}, a time, or {@code atPosition}, a place
 * in the ledger. The answer, whatever it is, says which place that was, so that other things can be seen at the same one.
 */
public final class TimeTravel {

    /** Which place in the ledger an answer is of. */
    public static final String POSITION = "Holdfast-Position";

    /** What the parameter asOf means. */
    public static final String AS_OF =
            "As it was then: with every event up to the last one that has this time or an earlier one. ISO 8601, not in"
                    + " the future.";

    /** What the parameter atPosition means. */
    public static final String AT_POSITION =
            "As it was when the event at this position was the last one in the ledger; 0 is before the first.";

    private final Streams streams;
    private final Clock clock;

    TimeTravel(Streams streams, Clock clock) {
        this.streams = streams;
        this.clock = clock;
    }

    /**
     * The moment that the current request is about.
     *
     * @throws InvalidRequest if it names two, or one that is still to come: the answer could change
     */
    public Moment moment(@Nullable Instant asOf, @Nullable Long atPosition) {
        if (asOf != null && atPosition != null) {
            throw new InvalidRequest(List.of(
                    new Fault("?asOf", "is there together with atPosition"),
                    new Fault("?atPosition", "is there together with asOf")));
        }
        if (asOf != null) {
            return said(positionAt(asOf));
        }
        return atPosition == null ? new Moment.Now() : said(existing(atPosition));
    }

    private long positionAt(Instant asOf) {
        var now = clock.instant();
        if (asOf.isAfter(now)) {
            throw new InvalidRequest("?asOf", "is in the future: here it is " + now);
        }
        return streams.positionAt(asOf);
    }

    private long existing(long position) {
        long head = streams.head();
        if (position > head) {
            throw new InvalidRequest("?atPosition", "is behind the end of the ledger, which is at " + head);
        }
        return position;
    }

    private static Moment said(long position) {
        say(position);
        return new Moment.At(position);
    }

    /** Says in the answer to the current request which place in the ledger it is of. */
    public static void say(long position) {
        var request = (ServletRequestAttributes) RequestContextHolder.currentRequestAttributes();
        requireNonNull(request.getResponse()).setHeader(POSITION, String.valueOf(position));
    }
}
