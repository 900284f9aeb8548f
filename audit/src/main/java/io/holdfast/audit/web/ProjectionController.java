package io.holdfast.audit.web;

import io.holdfast.http.ProblemType;
import io.holdfast.http.openapi.Contract;
import io.holdfast.http.openapi.Contract.Answer;
import io.holdfast.ledger.Jobs;
import io.holdfast.ledger.NoSuchStream;
import io.holdfast.ledger.Standing;
import io.holdfast.ledger.projection.Projections;
import io.holdfast.ledger.projection.Rebuilds;
import io.holdfast.ledger.projection.Table;
import io.holdfast.ledger.projection.View;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Projections: how far they are, and whether they are what follows from the ledger. */
@Tag(name = "audit", description = Messages.TAG)
@RestController
@RequestMapping(path = "/projections", produces = "application/json")
class ProjectionController {

    private static final String NAME = "[a-z-]{1,40}";
    private static final String NO_NAME = "is not the name of a projection: 1 to 40 small letters or '-'";
    private static final String ID = "[0-9a-f-]{36}";
    private static final String NO_ID = "is not the id of a rebuild";

    private final Projections projections;
    private final Rebuilds rebuilds;
    private final Jobs jobs;

    ProjectionController(Projections projections, Rebuilds rebuilds, Jobs jobs) {
        this.jobs = jobs;
        this.projections = projections;
        this.rebuilds = rebuilds;
    }

    static String href(String projection, String id) {
        return "/projections/" + projection + "/rebuilds/" + id;
    }

    @GetMapping
    @Contract(
            id = "listProjections",
            summary = "List the projections",
            description = "A projection is what lists, and the search for holds that nobody explains, are read from."
                    + " It follows from the ledger and nothing else.",
            answers = @Answer(status = 200, when = "All of them.", body = ProjectionBody.All.class, etag = false))
    ProjectionBody.All list() {
        return new ProjectionBody.All(
                projections.standings().stream().map(this::body).toList());
    }

    @PostMapping("/{name}/rebuilds")
    @Contract(
            id = "rebuildProjection",
            summary = "Rebuild a projection",
            description = "Builds it again from the first event on, beside the one that is read, and compares them row"
                    + " by row. Nobody waits for it, and readers never see less than all.",
            answers =
                    @Answer(
                            status = 202,
                            when = "It has begun; Location says where to see how far it is.",
                            body = RebuildBody.class,
                            etag = false),
            problems = {ProblemType.NOT_FOUND, ProblemType.ALREADY_EXISTS})
    ResponseEntity<Object> rebuild(
            @PathVariable @Pattern(regexp = NAME, message = NO_NAME) String name,
            @Parameter(description = "Whether to put right what differs.") @RequestParam(defaultValue = "true")
                    boolean swap) {
        var view = view(name);
        return jobs.once("rebuild", () -> rebuilds.requireNone(view), () -> rebuilds.begin(view, swap))
                .map(id -> ResponseEntity.accepted()
                        .location(URI.create(href(name, id)))
                        .<Object>body(body(view, id)))
                .orElseGet(() -> ResponseEntity.ok(List.of())); // no event would be stored
    }

    @GetMapping("/{name}/rebuilds/{id}")
    @Contract(
            id = "getRebuild",
            summary = "See how far a rebuild is",
            description = "The process that runs it knows it, until it has ended or run a hundred others.",
            answers = @Answer(status = 200, when = "As it is now.", body = RebuildBody.class, etag = false),
            problems = ProblemType.NOT_FOUND)
    RebuildBody get(
            @PathVariable @Pattern(regexp = NAME, message = NO_NAME) String name,
            @PathVariable @Pattern(regexp = ID, message = NO_ID) String id) {
        return body(view(name), id);
    }

    private View view(String name) {
        return projections.view(name).orElseThrow(() -> new NoSuchStream(name));
    }

    private RebuildBody body(View view, String id) {
        return rebuilds.find(view, id)
                .map(rebuild -> RebuildBody.of(id, rebuild))
                .orElseThrow(() -> new NoSuchStream(id));
    }

    private ProjectionBody body(Standing standing) {
        var view = view(standing.name());
        return ProjectionBody.of(
                standing,
                view.tables().stream().map(Table::name).toList(),
                rebuilds.of(view).entrySet().stream()
                        .map(entry -> RebuildBody.of(entry.getKey(), entry.getValue()))
                        .toList());
    }
}
