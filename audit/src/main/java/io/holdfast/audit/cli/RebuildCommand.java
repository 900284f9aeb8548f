package io.holdfast.audit.cli;

import io.holdfast.audit.Views;
import io.holdfast.ledger.Locks;
import io.holdfast.ledger.projection.Differences;
import io.holdfast.ledger.projection.Progress;
import io.holdfast.ledger.projection.Rebuild;
import io.holdfast.ledger.projection.View;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Builds a projection again and compares. */
@Command(
        name = "rebuild",
        description = "Builds a projection again from the first event on, and compares it with the one there is.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:it is equal, or what differed was put right", "1:something differs", "2:it was not done"})
final class RebuildCommand implements Callable<Integer> {

    private static final Duration LOOK = Duration.ofMillis(200);

    @ParentCommand
    private AuditCommand audit = new AuditCommand();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private LedgerOption ledger = new LedgerOption();

    @Parameters(paramLabel = "<projection>", description = "stock-item-view, order-view or holds.")
    private String name = "";

    @Option(names = "--compare-only", description = "Leave what differs as it is.")
    private boolean compareOnly;

    @Override
    public Integer call() throws InterruptedException {
        try (var database = ledger.openToWrite();
                var locks = Locks.of(database.source());
                var bar = ProgressBar.on(spec.commandLine().getErr())) {
            var rebuild = new Rebuild(view(), database.source(), audit.serializer(), locks, !compareOnly);
            var thread = Thread.ofPlatform().start(rebuild::run);
            while (!thread.join(LOOK)) {
                bar.at(rebuild.progress().done(), rebuild.progress().total());
            }
            return print(rebuild.progress());
        }
    }

    private View view() {
        return Views.ALL.stream()
                .filter(view -> view.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "There is no projection %s; there are %s."
                                .formatted(
                                        name, Views.ALL.stream().map(View::name).collect(Collectors.joining(", ")))));
    }

    private int print(Progress progress) {
        var out = spec.commandLine().getOut();
        var differences = Objects.requireNonNullElse(progress.differences(), new Differences(0, List.of()));
        differences.first().forEach(difference -> out.println(difference.inWords()));
        out.println(words(progress, differences.rows()));
        return switch (progress.state()) {
            case EQUAL, SWAPPED -> AuditCommand.FINE;
            case DIFFERENT -> AuditCommand.FOUND;
            case BUILDING, COMPARING, SWAPPING, FAILED -> AuditCommand.COULD_NOT;
        };
    }

    private String words(Progress progress, long rows) {
        boolean one = rows == 1;
        var outcome = switch (progress.state()) {
            case EQUAL -> "equal";
            case SWAPPED ->
                one ? "1 row differed and was put right" : counted("%,d rows differed and were put right", rows);
            case DIFFERENT -> one ? "1 row differs" : counted("%,d rows differ", rows);
            case BUILDING, COMPARING, SWAPPING, FAILED -> "not done: " + progress.failure();
        };
        return "%s at position %s: %s".formatted(name, counted("%,d", progress.done()), outcome);
    }

    private static String counted(String pattern, long number) {
        return String.format(Locale.ROOT, pattern, number);
    }
}
