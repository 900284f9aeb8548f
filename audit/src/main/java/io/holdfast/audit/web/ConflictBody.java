package io.holdfast.audit.web;

import io.holdfast.http.conflict.Conflict;
import io.holdfast.http.conflict.Subject;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/**
 * A refused command as the API shows it.
 *
 * @param request method and path
 * @param kind the slug of the problem
 * @param skus the articles that it was about
 * @param orders the orders that it was about
 * @param facts the facts of the problem
 */
@Schema(name = "Conflict")
record ConflictBody(
        UUID id,
        Instant at,
        String actor,
        String request,
        int status,
        String kind,
        String detail,
        List<String> skus,
        List<String> orders,
        Map<String, Object> facts,
        String correlationId) {

    static ConflictBody of(Conflict conflict, JsonMapper json) {
        return new ConflictBody(
                conflict.id(),
                conflict.at(),
                conflict.actor(),
                conflict.request(),
                conflict.status(),
                conflict.kind(),
                conflict.detail(),
                ids(conflict, Subject.Kind.SKU),
                ids(conflict, Subject.Kind.ORDER),
                facts(conflict, json),
                conflict.correlation());
    }

    private static List<String> ids(Conflict conflict, Subject.Kind kind) {
        return conflict.subjects().stream()
                .filter(subject -> subject.kind() == kind)
                .map(Subject::id)
                .sorted()
                .toList();
    }

    @SuppressWarnings("unchecked") // it was written from an object
    private static Map<String, Object> facts(Conflict conflict, JsonMapper json) {
        return json.readValue(conflict.facts(), Map.class);
    }
}
