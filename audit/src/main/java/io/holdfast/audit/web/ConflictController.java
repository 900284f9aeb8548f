package io.holdfast.audit.web;

import io.holdfast.audit.ConflictList;
import io.holdfast.audit.ConflictList.Filter;
import io.holdfast.http.InvalidRequest;
import io.holdfast.http.Page;
import io.holdfast.http.ProblemType;
import io.holdfast.http.conflict.Subject;
import io.holdfast.http.openapi.Contract;
import io.holdfast.http.openapi.Contract.Answer;
import io.holdfast.order.Item;
import io.holdfast.order.OrderId;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** What was refused, and why: it left no event. */
@Tag(name = "audit", description = Messages.TAG)
@RestController
class ConflictController {

    private static final String UUID_FORMAT = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final ConflictList conflicts;
    private final JsonMapper json;

    ConflictController(ConflictList conflicts, JsonMapper json) {
        this.conflicts = conflicts;
        this.json = json;
    }

    @GetMapping(path = "/audit/conflicts", produces = "application/json")
    @Contract(
            id = "listConflicts",
            summary = "List refused commands",
            description =
                    "Commands that a rule refused, newest first. They left no event and are kept for a while, outside of"
                            + " the ledger; the list follows a moment later. Requests that were wrong in themselves, and dry"
                            + " runs, are not among them.",
            answers =
                    @Answer(
                            status = 200,
                            when = "Refused commands, newest first.",
                            body = ConflictBody.class,
                            page = true,
                            etag = false))
    Page<ConflictBody> list(
            @Parameter(description = "Only commands about this article.")
                    @RequestParam(required = false)
                    @Pattern(regexp = Item.SKU, message = "is not a SKU")
                    @Nullable
                    String sku,
            @Parameter(description = "Only commands about this order.")
                    @RequestParam(required = false)
                    @Pattern(regexp = OrderId.FORMAT, message = "is not the id of an order")
                    @Nullable
                    String order,
            @Parameter(description = "Only commands of this caller.")
                    @RequestParam(required = false)
                    @Pattern(regexp = "[\\x20-\\x7E]{1,100}", message = "is not 1 to 100 printable ASCII characters")
                    @Nullable
                    String actor,
            @Parameter(description = "Only refusals of this kind: the slug of a problem.")
                    @RequestParam(required = false)
                    @Size(max = 64)
                    @Nullable
                    String kind,
            @Parameter(description = "Only from this time on.") @RequestParam(required = false) @Nullable Instant from,
            @Parameter(description = "Only before this time.") @RequestParam(required = false) @Nullable Instant to,
            @Parameter(description = "How many on a page, at most.")
                    @RequestParam(defaultValue = Page.DEFAULT_LIMIT)
                    @Min(1)
                    @Max(Page.MAX_LIMIT)
                    int limit,
            @RequestParam(required = false)
                    @Pattern(regexp = UUID_FORMAT, message = "is not where a page ended; take it from a next link")
                    @Nullable
                    String after) {
        var subjects = Stream.of(sku == null ? null : Subject.sku(sku), order == null ? null : Subject.order(order))
                .filter(Objects::nonNull)
                .toList();
        var filter = new Filter(
                List.copyOf(subjects), actor, known(kind), from, to, after == null ? null : UUID.fromString(after));
        var rows = conflicts.list(filter, limit + 1);
        return Page.of(rows, limit, row -> ConflictBody.of(row, json), row -> String.valueOf(row.id()));
    }

    private static @Nullable String known(@Nullable String kind) {
        if (kind != null && ProblemType.of(kind).isEmpty()) {
            throw new InvalidRequest("?kind", "is not a kind of problem; GET /problems has them all");
        }
        return kind;
    }
}
