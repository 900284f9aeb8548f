package io.holdfast.http;

import io.holdfast.http.conflict.Concerning;
import io.holdfast.http.conflict.Conflict;
import io.holdfast.http.conflict.ConflictJournal;
import io.holdfast.http.conflict.Subject;
import io.holdfast.ledger.Caller;
import io.holdfast.ledger.DryRun;
import io.holdfast.ledger.TimeOrderedIds;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hands every command that a rule refused to the conflict journal, where its refusal becomes an answer. A request that is
 * wrong in itself, one about nothing, and a dry run are no refused commands.
 */
@RestControllerAdvice
@ConditionalOnBooleanProperty(name = "holdfast.conflicts.enabled", matchIfMissing = true)
class RefusedCommands extends RequestBodyAdviceAdapter implements ResponseBodyAdvice<Object> {

    /** What is refused for where things stand, and not for what the request is. */
    private static final Set<HttpStatus> BY_A_RULE = Set.of(
            HttpStatus.CONFLICT, HttpStatus.GONE, HttpStatus.PRECONDITION_FAILED, HttpStatus.UNPROCESSABLE_CONTENT);

    /** Enough for an order of a hundred lines; of the blockers of a busy item the first ones can be searched for. */
    private static final int MOST_SUBJECTS = 250;

    private static final int LONGEST_REQUEST = 400;
    private static final int LONGEST_DETAIL = 1_000;
    private static final String BODY = RefusedCommands.class.getName();

    private final ConflictJournal journal;
    private final JsonMapper json;

    RefusedCommands(ConflictJournal journal, JsonMapper json) {
        this.journal = journal;
        this.json = json;
    }

    @Override
    public boolean supports(
            MethodParameter parameter, Type target, Class<? extends HttpMessageConverter<?>> converter) {
        return target instanceof Class<?> type && Concerning.class.isAssignableFrom(type);
    }

    /** Notes what the body is about, in case that the command is refused. */
    @Override
    public Object afterBodyRead(
            Object body,
            HttpInputMessage input,
            MethodParameter parameter,
            Type target,
            Class<? extends HttpMessageConverter<?>> converter) {
        RequestContextHolder.currentRequestAttributes().setAttribute(BODY, body, RequestAttributes.SCOPE_REQUEST);
        return body;
    }

    @Override
    public boolean supports(MethodParameter answer, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter answer,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (body instanceof Problem problem
                && request instanceof ServletServerHttpRequest servlet
                && isRefusedCommand(problem, servlet.getServletRequest())) {
            journal.add(() -> conflict(problem, servlet.getServletRequest()));
        }
        return body;
    }

    private static boolean isRefusedCommand(Problem problem, HttpServletRequest request) {
        return BY_A_RULE.contains(HttpStatus.valueOf(problem.getStatus()))
                && ConditionsFilter.isWrite(request)
                && Caller.CURRENT.isBound()
                && !DryRun.CURRENT.isBound();
    }

    private Conflict conflict(Problem problem, HttpServletRequest request) {
        var caller = Caller.CURRENT.get();
        var facts = ProblemFacts.of(problem, json);
        var path = variables(request);
        return new Conflict(
                TimeOrderedIds.next(),
                caller.actor(),
                cut(request.getMethod() + " " + path(request, path), LONGEST_REQUEST),
                problem.getStatus(),
                problem.kind().slug(),
                cut(Objects.requireNonNullElse(problem.getDetail(), ""), LONGEST_DETAIL),
                facts.json(),
                caller.correlation(),
                Stream.of(subjects(path), facts.subjects(), subjects(request.getAttribute(BODY)))
                        .flatMap(subjects -> subjects)
                        .distinct()
                        .limit(MOST_SUBJECTS)
                        .collect(Collectors.toCollection(HashSet::new)));
    }

    /** The path as the operation declares it, with its variables: the path as it was sent may have anything beside them. */
    private static String path(HttpServletRequest request, Map<String, String> variables) {
        var pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return pattern == null
                ? ""
                : UriComponentsBuilder.fromPath(String.valueOf(pattern))
                        .buildAndExpand(variables)
                        .toUriString();
    }

    private static Map<String, String> variables(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                ? variables.entrySet().stream()
                        .collect(Collectors.toMap(
                                variable -> String.valueOf(variable.getKey()),
                                variable -> String.valueOf(variable.getValue())))
                : Map.of();
    }

    private static Stream<Subject> subjects(Map<String, String> path) {
        return path.entrySet().stream()
                .flatMap(variable -> ProblemFacts.subject(variable.getKey(), variable.getValue()).stream());
    }

    private static Stream<Subject> subjects(@Nullable Object body) {
        return body instanceof Concerning concerning ? concerning.subjects() : Stream.of();
    }

    private static String cut(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) : text;
    }
}
