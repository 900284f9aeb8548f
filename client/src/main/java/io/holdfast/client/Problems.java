package io.holdfast.client;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** Reads refusals: Holdfast's, and those of whatever stands between. */
final class Problems {

    /** Statuses with which proxies ask for patience (RFC 9110, 15.5.9 and 15.6; RFC 6585, 4). */
    private static final Set<Integer> LATER = Set.of(408, 429, 500, 502, 503, 504);

    private Problems() {}

    static Problem read(Reply reply, Instant now) {
        var problem = of(json(reply), reply.status());
        return problem.retryAfter().isZero() ? with(problem, retryAfter(reply.header("Retry-After"), now)) : problem;
    }

    private static JsonNode json(Reply reply) {
        try {
            var json = Json.MAPPER.readTree(reply.body());
            return json.isObject() ? json : Json.MAPPER.createObjectNode();
        } catch (JacksonException notJson) {
            return Json.MAPPER.createObjectNode();
        }
    }

    private static Problem of(JsonNode json, int status) {
        return new Problem(
                json.path("type").asString("about:blank"),
                json.path("title").asString("Status " + status),
                status,
                json.path("detail").asString(""),
                retry(json.path("retry").asString(""), status),
                Duration.ofMillis(Math.max(0, json.path("retryAfterMs").asLong(0))),
                list(json, "clearedBy", new TypeReference<List<String>>() {}),
                list(json, "blockers", new TypeReference<List<Blocker>>() {}),
                json.path("refusals")
                        .valueStream()
                        .map(refusal -> of(refusal, refusal.path("status").asInt(status)))
                        .toList(),
                list(json, "missedEvents", new TypeReference<List<MissedEvent>>() {}),
                list(json, "errors", new TypeReference<List<Fault>>() {}),
                Collections.unmodifiableMap(
                        Json.MAPPER.convertValue(json, new TypeReference<Map<String, Object>>() {})));
    }

    /** Nothing, where something else has this name: a gateway has problems of its own. */
    private static <T> List<T> list(JsonNode json, String field, TypeReference<List<T>> type) {
        if (!json.path(field).isArray()) {
            return List.of();
        }
        try {
            return Json.MAPPER.convertValue(json.path(field), type).stream()
                    .filter(Objects::nonNull)
                    .toList();
        } catch (JacksonException | IllegalArgumentException foreign) {
            return List.of();
        }
    }

    private static Retry retry(String said, int status) {
        for (var retry : Retry.values()) {
            if (retry.name().equals(said)) {
                return retry;
            }
        }
        return LATER.contains(status) ? Retry.LATER : Retry.NEVER;
    }

    /** Seconds, or a date (RFC 9110, 10.2.3); what is neither says nothing. */
    private static Duration retryAfter(String header, Instant now) {
        if (header.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(header));
        }
        try {
            var pause = Duration.between(
                    now,
                    ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return pause.isNegative() ? Duration.ZERO : pause;
        } catch (DateTimeException neither) {
            return Duration.ZERO;
        }
    }

    private static Problem with(Problem problem, Duration retryAfter) {
        return new Problem(
                problem.type(),
                problem.title(),
                problem.status(),
                problem.detail(),
                problem.retry(),
                retryAfter,
                problem.clearedBy(),
                problem.blockers(),
                problem.refusals(),
                problem.missedEvents(),
                problem.errors(),
                problem.facts());
    }
}
