package io.holdfast.http;

import io.holdfast.http.openapi.Contract;
import io.holdfast.http.openapi.Contract.Answer;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Explains every problem where its {@code type} leads to: JSON for programs, HTML for people. */
@Tag(name = "problems", description = "What each kind of problem means and how to clear it.")
@RestController
@RequestMapping(
        path = "/problems",
        produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_HTML_VALUE})
class ProblemPages {

    @GetMapping
    @Contract(
            id = "listProblems",
            summary = "List all kinds of problems",
            answers = @Answer(status = 200, when = "All of them.", body = ProblemPage.All.class, etag = false))
    ProblemPage.All all() {
        return new ProblemPage.All(
                Stream.of(ProblemType.values()).map(ProblemPage::of).toList());
    }

    @GetMapping("/{slug}")
    @Contract(
            id = "getProblem",
            summary = "Explain a kind of problem",
            description = "What the type of a problem leads to. As JSON, or as HTML for people.",
            answers = @Answer(status = 200, when = "The explanation.", body = ProblemPage.class, etag = false),
            problems = ProblemType.NOT_FOUND)
    ResponseEntity<Object> one(
            @Parameter(description = "The last part of its type.") @PathVariable @Size(max = 64) String slug) {
        return ProblemType.of(slug)
                .<ResponseEntity<Object>>map(type -> ResponseEntity.ok(ProblemPage.of(type)))
                .orElseGet(() -> PlatformProblems.notFound("/problems/" + slug).response());
    }
}
