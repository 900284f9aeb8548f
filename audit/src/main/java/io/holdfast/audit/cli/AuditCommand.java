package io.holdfast.audit.cli;

import io.holdfast.ledger.EventSerializer;
import io.holdfast.ledger.LedgerTypes;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.logging.LoggingSystem;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * {@code java -jar holdfast.jar audit}: looks into a ledger without the service. Each thing it can do is a subcommand, a
 * class of its own that is listed here.
 *
 * <p>Exit codes: 0 if all is well, 1 if something was found, 2 if it could not be done.
 */
@Command(
        name = AuditCommand.NAME,
        description = "Looks into a ledger without the service.",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        exitCodeOnInvalidInput = AuditCommand.COULD_NOT,
        exitCodeOnExecutionException = AuditCommand.COULD_NOT,
        subcommands = {
            HeadCommand.class,
            HistoryCommand.class,
            ExportCommand.class,
            CheckpointCommand.class,
            VerifyCommand.class,
            RebuildCommand.class
        })
public final class AuditCommand implements Runnable {

    /** The program's first argument, which leads here. */
    public static final String NAME = "audit";

    /** Exit code: done, and nothing is wrong. */
    static final int FINE = 0;

    /** Exit code: done, and something is wrong. */
    static final int FOUND = 1;

    /** Exit code: not done. */
    static final int COULD_NOT = 2;

    private static final int H2_FILE_IN_USE = 90020;

    private final List<LedgerTypes> types;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** For a ledger of which nothing has to be read but its columns. */
    AuditCommand() {
        this(List.of());
    }

    private AuditCommand(List<LedgerTypes> types) {
        this.types = types;
    }

    /**
     * Runs a subcommand and answers the exit code.
     *
     * @param types what the ledger keeps
     */
    public static int run(List<LedgerTypes> types, String... arguments) {
        // No logging system is set up here, and without one everything from DEBUG on would go to standard output.
        LoggingSystem.get(AuditCommand.class.getClassLoader()).beforeInitialize();
        return new CommandLine(new AuditCommand(types))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(AuditCommand::explain)
                .execute(arguments);
    }

    /** Without a subcommand there is nothing to do. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing required subcommand");
    }

    /** Reads what the ledger keeps. */
    EventSerializer serializer() {
        return EventSerializer.of(types);
    }

    private static int explain(Exception failure, CommandLine command, ParseResult result) {
        command.getErr().println(words(failure));
        return COULD_NOT;
    }

    /** Why, in a line; in full only where nobody has thought of it. */
    private static String words(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql.getErrorCode() == H2_FILE_IN_USE
                        ? "A service uses the database in that folder: stop it first, or ask it over HTTP."
                        : "The database does not answer as a ledger would: " + sql.getMessage();
            }
        }
        return Objects.requireNonNullElse(failure.getMessage(), failure.toString());
    }
}
