package io.holdfast.audit.cli;

import java.util.concurrent.Callable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Where the ledger ends. */
@Command(
        name = "head",
        description = "Prints the position of the last event and the hash over all events up to it.",
        mixinStandardHelpOptions = true)
final class HeadCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private LedgerOption ledger = new LedgerOption();

    @Override
    public Integer call() {
        try (var database = ledger.open()) {
            var head = JdbcClient.create(database.source())
                    .sql("select position, hash from ledger_head where id = 1")
                    .query((row, index) -> row.getLong("position") + " " + row.getString("hash"))
                    .single();
            spec.commandLine().getOut().println(head);
            return AuditCommand.FINE;
        }
    }
}
