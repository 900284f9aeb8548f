package io.holdfast.audit.cli;

import io.holdfast.audit.verification.LedgerAudit;
import io.holdfast.ledger.verification.Checkpoint;
import io.holdfast.ledger.verification.Finding;
import io.holdfast.ledger.verification.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Finds out whether a ledger is what was once written. */
@Command(
        name = "verify",
        description = "Verifies positions, hashes, streams, what orders and stock items add up to, and projections.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:nothing is wrong", "1:something is", "2:it could not be verified"})
final class VerifyCommand implements Callable<Integer> {

    @ParentCommand
    private AuditCommand audit = new AuditCommand();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private LedgerOption ledger = new LedgerOption();

    @Option(
            names = "--checkpoint",
            paramLabel = "<file>",
            converter = CheckpointFile.class,
            description =
                    "A checkpoint that was taken earlier: nothing before it may have changed. May be there several"
                            + " times.")
    private List<Checkpoint> checkpoints = new ArrayList<>();

    @Option(
            names = "--from-checkpoint",
            paramLabel = "<file>",
            converter = CheckpointFile.class,
            description = "Only what came after this checkpoint; what is before it was verified when it was taken.")
    private @Nullable Checkpoint from;

    @Option(names = "--json", description = "Prints one JSON object instead of lines.")
    private boolean json;

    /**
     * What it prints as JSON.
     *
     * @param findings the first of them
     * @param findingCount how many there are
     */
    private record Report(long checked, long findingCount, List<Finding> findings) {}

    @Override
    public Integer call() {
        var findings = new Findings();
        var progress = ProgressBar.on(spec.commandLine().getErr());
        try (var database = ledger.open();
                progress) {
            new LedgerAudit(database.source(), audit.serializer()).verify(checkpoints, from, findings, progress);
        } catch (RuntimeException failure) {
            findings.first().forEach(finding -> spec.commandLine().getOut().println(finding.inWords()));
            throw failure;
        }
        print(findings, progress);
        return findings.count() == 0 ? AuditCommand.FINE : AuditCommand.FOUND;
    }

    private void print(Findings findings, ProgressBar progress) {
        var out = spec.commandLine().getOut();
        if (json) {
            var report = new Report(progress.checked(), findings.count(), findings.first());
            out.println(JsonMapper.shared().writeValueAsString(report));
            return;
        }
        findings.first().forEach(finding -> out.println(finding.inWords()));
        if (findings.count() > Findings.KEPT) {
            out.printf(Locale.ROOT, "and %,d more%n", findings.count() - Findings.KEPT);
        }
        out.printf(
                Locale.ROOT,
                "%,d events verified in %.1f s: %s%n",
                progress.checked(),
                progress.seconds(),
                findings.count() == 0
                        ? "nothing is wrong."
                        : "%,d findings.".formatted(findings.count()).replace("1 findings.", "1 finding."));
    }
}
