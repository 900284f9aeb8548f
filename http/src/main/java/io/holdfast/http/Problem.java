package io.holdfast.http;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/**
 * One refusal, on its way to a caller: text for people, and every fact of the text as a field for programs.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457, Problem Details for HTTP APIs</a>
 */
public final class Problem extends ProblemDetail {

    private static final long serialVersionUID = 1L;

    /** Headers that say what is allowed as the field does (RFC 9110, 10.2.1 and 12.5.1). */
    private static final Map<ProblemType, String> ALLOWED_HEADERS = Map.of(
            ProblemType.METHOD_NOT_ALLOWED, HttpHeaders.ALLOW,
            ProblemType.UNSUPPORTED_MEDIA_TYPE, HttpHeaders.ACCEPT);

    private final transient ProblemType kind;

    /** A problem without facts yet; without a detail its title has to do. */
    public static Problem of(ProblemType type, @Nullable String detail) {
        return of(type, type.status(), detail);
    }

    /** The same, with one of the type's other statuses. */
    public static Problem of(ProblemType type, HttpStatus status, @Nullable String detail) {
        if (!type.statuses().contains(status)) {
            throw new IllegalArgumentException("%s is not answered with %s.".formatted(type.slug(), status));
        }
        return new Problem(type, status, detail == null ? type.title() + "." : detail);
    }

    private Problem(ProblemType type, HttpStatus status, String detail) {
        super(status.value());
        this.kind = type;
        setType(type.uri());
        setTitle(type.title());
        setDetail(detail);
        if (status == HttpStatus.CONFLICT) {
            set(Fact.MESSAGE, "Conflict: " + detail);
        }
        set(Fact.RETRY, type.retry());
    }

    /** Which one it is. */
    ProblemType kind() {
        return kind;
    }

    /** Adds a fact that is documented for this type; one that is null is left out. */
    public Problem with(Fact fact, @Nullable Object value) {
        if (!kind.has(fact)) {
            throw new IllegalArgumentException("%s has no fact %s.".formatted(kind.slug(), fact));
        }
        if (value != null) {
            set(fact, value);
        }
        return this;
    }

    /** Advises something else than the type does. */
    Problem advising(Retry retry) {
        set(Fact.RETRY, retry);
        return this;
    }

    /** Says when another try is worth it. */
    public Problem retryAfter(Duration pause) {
        return with(Fact.RETRY_AFTER_MS, pause.toMillis());
    }

    /** Facts that are documented as always there, and are not. None, if everybody did their work. */
    public List<Fact> missing() {
        var there = getProperties();
        return kind.always().stream()
                .filter(fact -> there == null || !there.containsKey(fact.wireName()))
                .toList();
    }

    /** Names the request that it belongs to; of several in one answer only the outermost does. */
    Problem correlated(String correlation) {
        set(Fact.CORRELATION_ID, correlation);
        return this;
    }

    private void set(Fact fact, Object value) {
        setProperty(fact.wireName(), value);
    }

    /** The response, with the headers that go with the facts. */
    public ResponseEntity<Object> response() {
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        var facts = getProperties() == null ? Map.<String, Object>of() : getProperties();
        if (facts.get(Fact.RETRY_AFTER_MS.wireName()) instanceof Long millis) {
            headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(Math.ceilDiv(millis, 1000L)));
        }
        if (facts.get(Fact.ALLOWED.wireName()) instanceof List<?> allowed && ALLOWED_HEADERS.containsKey(kind)) {
            headers.set(
                    ALLOWED_HEADERS.get(kind),
                    allowed.stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
        return new ResponseEntity<>(this, headers, getStatus());
    }
}
