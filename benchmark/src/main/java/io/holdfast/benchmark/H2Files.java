package io.holdfast.benchmark;

import io.holdfast.ledger.FilePathJournaled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * H2 in the process that uses it, a folder for each database.
 *
 * @param work the folder of the folders
 */
record H2Files(Path work) implements TargetDatabase {

    @Override
    public Fresh fresh() {
        try {
            var folder = Files.createTempDirectory(work, "h2-").toAbsolutePath();
            // As the service has it: a commit is written at once, to a file that survives a power cut.
            FilePathJournaled.register();
            var url = "jdbc:h2:journaled:file:%s/holdfast;WRITE_DELAY=0;USER=holdfast;PASSWORD=".formatted(folder);
            return new Fresh(List.of("--holdfast.data=" + folder), url, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void sync(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("checkpoint sync");
        }
    }

    @Override
    public void close() {
        // each database ends with its last connection
    }
}
