package io.holdfast.audit.cli;

import io.holdfast.audit.Export;
import io.holdfast.audit.Export.Format;
import io.holdfast.audit.Span;
import io.holdfast.ledger.Entries;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** A part of the ledger as a file. */
@Command(
        name = "export",
        description = "Writes a part of the ledger: a CloudEvent per line, or CSV for spreadsheets.",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {

    private static final int BUFFER = 65_536;

    @ParentCommand
    private AuditCommand audit = new AuditCommand();

    @Mixin
    private LedgerOption ledger = new LedgerOption();

    @Option(names = "--format", paramLabel = "<kind>", description = "ndjson or csv (default: ndjson).")
    private Format format = Format.NDJSON;

    @Option(names = "--stream", paramLabel = "<stream>", description = "Only this one, such as stock-TEA-1@main.")
    private @Nullable String stream;

    @Option(names = "--after", paramLabel = "<position>", description = "The position behind which to begin.")
    private @Nullable Long after;

    @Option(names = "--until", paramLabel = "<position>", description = "The last position that is wanted.")
    private @Nullable Long until;

    @Option(names = "--from", paramLabel = "<time>", description = "Begin with this time, ISO 8601.")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "<time>", description = "End before this time, ISO 8601.")
    private @Nullable Instant to;

    @Option(
            names = "--out",
            paramLabel = "<file>",
            description = "Where to write it; the file is there when it is whole (default: standard output).")
    private @Nullable Path file;

    @Override
    public Integer call() throws IOException {
        try (var database = ledger.open()) {
            var export = new Export(new Entries(database.source()), audit.serializer());
            if (file == null) {
                // Not to be closed; and a PrintStream would swallow what goes wrong.
                write(export, new FileOutputStream(FileDescriptor.out));
            } else {
                write(export, file);
            }
            return AuditCommand.FINE;
        }
    }

    private void write(Export export, Path whole) throws IOException {
        var part = whole.resolveSibling(whole.getFileName() + ".part");
        try (var out = Files.newOutputStream(part)) {
            write(export, out);
        }
        Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
    }

    private void write(Export export, OutputStream out) throws IOException {
        var buffered = new BufferedOutputStream(out, BUFFER);
        export.write(export.part(stream, new Span(after, until, from, to)), format, buffered);
        buffered.flush();
    }
}
