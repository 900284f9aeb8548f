package io.holdfast.audit.cli;

import io.holdfast.audit.verification.LedgerAudit;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Takes a checkpoint, to be kept where whoever can write to the database cannot. */
@Command(
        name = "checkpoint",
        description =
                "Prints a checkpoint: position and hash of the last event. Keep it elsewhere; verify against it later.",
        mixinStandardHelpOptions = true)
final class CheckpointCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private AuditCommand audit = new AuditCommand();

    @Mixin
    private LedgerOption ledger = new LedgerOption();

    @Override
    public Integer call() {
        try (var database = ledger.open()) {
            var checkpoint = new LedgerAudit(database.source(), audit.serializer())
                    .checkpoint(Clock.systemUTC().instant());
            spec.commandLine().getOut().println(CheckpointFile.json(checkpoint));
            return AuditCommand.FINE;
        }
    }
}
