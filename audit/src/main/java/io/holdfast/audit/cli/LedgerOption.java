package io.holdfast.audit.cli;

import io.holdfast.ledger.ReadOnlyDatabase;
import io.holdfast.ledger.WritableDatabase;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which ledger a subcommand looks into. Every subcommand has it as a mixin. */
final class LedgerOption {

    private static final String PASSWORD = "HOLDFAST_DB_PASSWORD";
    private static final Path DEFAULT = Path.of("data");

    @ArgGroup
    private @Nullable Place place;

    /** A folder or a server, not both. */
    private static final class Place {

        @Option(
                names = "--data",
                paramLabel = "<folder>",
                description = "Data folder of a service that is not running (default: data).")
        private @Nullable Path data;

        @ArgGroup(exclusive = false)
        private @Nullable Server server;
    }

    private static final class Server {

        @Option(
                names = "--url",
                required = true,
                paramLabel = "<url>",
                description =
                        "Database server, such as jdbc:postgresql://localhost:5432/holdfast; services may be running."
                                + " The password is taken from the environment, " + PASSWORD + ".")
        private String url = "";

        @Option(names = "--user", paramLabel = "<name>", description = "User of the database.")
        private @Nullable String user;
    }

    /** Opens it. */
    ReadOnlyDatabase open() {
        if (place != null && place.server != null) {
            return ReadOnlyDatabase.at(place.server.url, place.server.user, System.getenv(PASSWORD));
        }
        return ReadOnlyDatabase.in(place == null || place.data == null ? DEFAULT : place.data);
    }

    /** The same for whoever puts something right. */
    WritableDatabase openToWrite() {
        if (place != null && place.server != null) {
            return WritableDatabase.at(place.server.url, place.server.user, System.getenv(PASSWORD));
        }
        return WritableDatabase.in(place == null || place.data == null ? DEFAULT : place.data);
    }
}
