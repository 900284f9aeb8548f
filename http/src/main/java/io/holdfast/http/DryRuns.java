package io.holdfast.http;

import io.holdfast.events.Fact;
import io.holdfast.ledger.DryRun;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Answers a write with {@code ?dryRun=true} by what would have happened, in place of what did not. A refusal stays itself. */
@RestControllerAdvice
class DryRuns implements ResponseBodyAdvice<Object> {

    /** The query parameter that every write takes. */
    static final String PARAMETER = "dryRun";

    /**
     * What would have happened.
     *
     * @param dryRun always true
     */
    record DryRunBody(boolean dryRun, List<EventBody> events) {}

    /**
     * One event that would have been stored.
     *
     * @param stream what it would have happened to
     * @param summary the event in words
     */
    record EventBody(String stream, String type, Object data, String summary) {

        static EventBody of(DomainEventMessage<?> event) {
            return new EventBody(
                    event.getAggregateIdentifier(),
                    event.getPayloadType().getSimpleName(),
                    event.getPayload(),
                    event.getPayload() instanceof Fact fact ? fact.summary() : "");
        }
    }

    /** Whether a request says so. Several of them, and those that are nothing, are refused elsewhere or here. */
    static boolean isOne(HttpServletRequest request) {
        var said = StrictParameters.parameters(request.getQueryString()).getOrDefault(PARAMETER, List.of());
        for (var value : said) {
            if (!"true".equals(value) && !"false".equals(value)) {
                throw new InvalidRequest("?" + PARAMETER, "is neither true nor false");
            }
        }
        return said.contains("true");
    }

    @Override
    public boolean supports(MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
        return DryRun.CURRENT.isBound();
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returned,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (body instanceof Problem) {
            return body;
        }
        response.setStatusCode(HttpStatus.OK);
        response.getHeaders().remove(HttpHeaders.ETAG);
        response.getHeaders().remove(HttpHeaders.LOCATION);
        return new DryRunBody(
                true, DryRun.CURRENT.get().events().stream().map(EventBody::of).toList());
    }
}
