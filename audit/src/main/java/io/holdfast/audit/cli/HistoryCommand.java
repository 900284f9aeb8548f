package io.holdfast.audit.cli;

import io.holdfast.audit.AuditedEvent;
import io.holdfast.audit.Change;
import io.holdfast.audit.Histories;
import io.holdfast.audit.Subject;
import io.holdfast.ledger.Entries;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What happened to one order or stock item, as a page to read. */
@Command(
        name = "history",
        description = "Prints what happened to an order or a stock item, and what each event changed.",
        mixinStandardHelpOptions = true)
final class HistoryCommand implements Callable<Integer> {

    private static final int PAGE = 1_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private AuditCommand audit = new AuditCommand();

    @Mixin
    private LedgerOption ledger = new LedgerOption();

    @Parameters(
            paramLabel = "<what>",
            description = "An order's id, order-..., or a stock item: SKU, or SKU@location if it is not at main.")
    private String what = "";

    @Override
    public Integer call() {
        var subject = Subject.named(what);
        var out = spec.commandLine().getOut();
        try (var database = ledger.open()) {
            var histories = new Histories(new Entries(database.source()), audit.serializer());
            long version = 0;
            var page = histories.read(subject, version, PAGE);
            out.println(subject.stream());
            while (!page.isEmpty()) {
                page.forEach(event -> print(out, event));
                version += page.size();
                page = histories.read(subject, version, PAGE);
            }
            out.flush();
            return AuditCommand.FINE;
        }
    }

    private static void print(PrintWriter out, AuditedEvent event) {
        out.println();
        out.printf("%d  %s  %s  by %s%n", event.version(), event.at(), event.type(), event.by());
        out.printf("   %s%n", event.summary());
        out.printf("   position %d%s%n", event.position(), origin(event));
        if (event.changes() != null) {
            event.changes().forEach(change -> out.printf("     %s%n", words(change)));
        }
    }

    private static String origin(AuditedEvent event) {
        var words = new StringBuilder();
        append(words, "request", event.correlation());
        append(words, "operation", event.operation());
        append(words, "caused by", event.causation());
        return words.toString();
    }

    private static void append(StringBuilder words, String name, @Nullable String value) {
        if (value != null) {
            words.append(", ").append(name).append(' ').append(value);
        }
    }

    private static String words(Change change) {
        if (change.before() == null) {
            return "%s: %s".formatted(change.field(), change.after());
        }
        return change.after() == null
                ? "%s: %s, gone".formatted(change.field(), change.before())
                : "%s: %s -> %s".formatted(change.field(), change.before(), change.after());
    }
}
