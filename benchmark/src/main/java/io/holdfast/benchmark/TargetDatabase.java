package io.holdfast.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/** A kind of database, as durable as the service asks for: what was committed survives a power cut. */
sealed interface TargetDatabase extends AutoCloseable permits H2Files, PostgresServer {

    /** A new, empty one. */
    Fresh fresh();

    /** Makes what was committed durable, where the commit alone does not. */
    void sync(Connection connection) throws SQLException;

    @Override
    void close() throws IOException;

    static TargetDatabase named(String name, Path work) throws IOException {
        return switch (name) {
            case "h2" -> new H2Files(work);
            case "postgres" -> new PostgresServer(work);
            default -> throw new IllegalArgumentException("There is no database " + name);
        };
    }

    /**
     * An empty database.
     *
     * @param settings what the service needs to run on it
     * @param url what JDBC needs, with the user in it
     * @param folder what to delete afterwards; nothing is in it if a server keeps the data
     */
    record Fresh(List<String> settings, String url, Path folder) implements AutoCloseable {

        Connection connect() throws SQLException {
            return DriverManager.getConnection(url);
        }

        @Override
        public void close() throws IOException {
            FileSystemUtils.deleteRecursively(folder);
        }
    }
}
