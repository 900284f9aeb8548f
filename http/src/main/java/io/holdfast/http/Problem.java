package io.holdfast.http;

import java.time.Duration;
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

    /** A problem without facts yet; without a detail its title has to do. */
    public static Problem of(ProblemType type, @Nullable String detail) {
        return new Problem(type, detail == null ? type.title() + "." : detail);
    }

    private Problem(ProblemType type, String detail) {
        super(type.status().value());
        setType(type.uri());
        setTitle(type.title());
        setDetail(detail);
        if (type.status() == HttpStatus.CONFLICT) {
            with("message", "Conflict: " + detail);
        }
        with("retry", type.retry());
    }

    /** Adds a fact; one that is null is left out. */
    public Problem with(String fact, @Nullable Object value) {
        if (value != null) {
            setProperty(fact, value);
        }
        return this;
    }

    /** Says when another try is worth it. */
    public Problem retryAfter(Duration pause) {
        return with("retryAfterMs", pause.toMillis());
    }

    /** The response, with the headers that go with the facts. */
    public ResponseEntity<Object> response() {
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (getProperties() != null && getProperties().get("retryAfterMs") instanceof Long millis) {
            headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(Math.ceilDiv(millis, 1000L)));
        }
        return new ResponseEntity<>(this, headers, getStatus());
    }
}
