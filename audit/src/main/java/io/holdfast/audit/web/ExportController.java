package io.holdfast.audit.web;

import io.holdfast.audit.Export;
import io.holdfast.audit.Export.Format;
import io.holdfast.audit.Span;
import io.holdfast.http.TimeTravel;
import io.holdfast.http.Versioned;
import io.holdfast.http.openapi.Contract;
import io.holdfast.http.openapi.Contract.Answer;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A part of the ledger as a file. */
@Tag(name = "audit", description = Messages.TAG)
@RestController
@RequestMapping("/audit/export")
class ExportController {

    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv;charset=UTF-8";
    private static final int BUFFER = 65_536;

    private final Export export;

    ExportController(Export export) {
        this.export = export;
    }

    /** What may be said about the kind of file. */
    enum Kind {
        ndjson,
        csv;

        private Format meant() {
            return this == csv ? Format.CSV : Format.NDJSON;
        }
    }

    @GetMapping(produces = {NDJSON, CSV})
    @Contract(
            id = "exportEvents",
            summary = "Export a part of the ledger",
            description =
                    "A CloudEvent (1.0) per line, with every column of the ledger as it is stored, so that the chain of"
                            + " hashes can be computed again from the file; or CSV (RFC 4180) for spreadsheets, where a cell that"
                            + " a spreadsheet would take for a formula begins with an apostrophe. Ends where the ledger ends when"
                            + " it is asked for. If it breaks off, so does the connection: a file that came to its end is whole.",
            answers =
                    @Answer(
                            status = 200,
                            when = "The file.",
                            body = String.class,
                            etag = false,
                            position = true,
                            type = NDJSON))
    void export(
            @Parameter(description = "The kind of file.") @RequestParam(defaultValue = "ndjson") Kind format,
            @RequestParam(required = false) @Pattern(regexp = Messages.STREAM, message = Messages.NO_STREAM) @Nullable
                    String stream,
            @Parameter(description = Messages.AFTER)
                    @RequestParam(required = false)
                    @Min(0)
                    @Max(Versioned.MAX_VERSION)
                    @Nullable
                    Long after,
            @Parameter(description = "The last position that is wanted.")
                    @RequestParam(required = false)
                    @Min(0)
                    @Max(Versioned.MAX_VERSION)
                    @Nullable
                    Long until,
            @Parameter(description = Messages.FROM) @RequestParam(required = false) @Nullable Instant from,
            @Parameter(description = Messages.TO) @RequestParam(required = false) @Nullable Instant to,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var part = export.part(stream, new Span(after, until, from, to));
        TimeTravel.say(part.until());
        response.setContentType(format == Kind.csv ? CSV : NDJSON);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"holdfast-%d-%d.%s\"".formatted(part.after() + 1, part.until(), format));
        response.flushBuffer(); // from now on a failure breaks the answer off
        if (!HttpMethod.HEAD.matches(request.getMethod())) {
            var out = new BufferedOutputStream(response.getOutputStream(), BUFFER);
            export.write(part, format.meant(), out);
            out.flush();
        }
    }
}
