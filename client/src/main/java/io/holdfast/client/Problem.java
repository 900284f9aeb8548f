package io.holdfast.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A refusal, with everything that it says. A list that it does not have is empty.
 *
 * @param type its name for programs, {@code /problems/stock-held}; {@code about:blank} if it is not Holdfast that answered
 * @param title its name for people
 * @param status the HTTP status
 * @param detail what happened, for people
 * @param retryAfter how long to wait at least; zero if nothing is said
 * @param clearedBy requests that would clear it, as request lines, or {@code time}
 * @param blockers everybody who stands in the way
 * @param refusals of an order of which several lines are refused: each of them
 * @param missedEvents what has happened since the version that the request was meant for
 * @param errors every place of the request that is wrong
 * @param facts every field of it, also those that this version of the client has no name for
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457, Problem Details for HTTP APIs</a>
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        Retry retry,
        Duration retryAfter,
        List<String> clearedBy,
        List<Blocker> blockers,
        List<Problem> refusals,
        List<MissedEvent> missedEvents,
        List<Fault> errors,
        Map<String, Object> facts)
        implements Failure {

    /** The last part of its type: {@code stock-held}. */
    public String slug() {
        return type.substring(type.lastIndexOf('/') + 1);
    }

    /** All requests that would clear it, its blockers and its refusals, each once; {@code time} is for what goes away alone. */
    public List<String> remedies() {
        return Stream.of(
                        clearedBy.stream(),
                        blockers.stream().flatMap(blocker -> blocker.clearedBy().stream()),
                        refusals.stream().flatMap(refusal -> refusal.remedies().stream()))
                .flatMap(remedy -> remedy)
                .distinct()
                .toList();
    }

    @Override
    public String toString() {
        return "%d %s: %s".formatted(status, slug(), detail);
    }
}
