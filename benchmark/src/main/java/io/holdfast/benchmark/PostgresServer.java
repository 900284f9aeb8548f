package io.holdfast.benchmark;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** A PostgreSQL server from Maven artifacts, with its own defaults where it matters: a commit is on disk when it returns. */
final class PostgresServer implements TargetDatabase {

    private final Path work;
    private final EmbeddedPostgres server;
    private int databases;

    /** @param work where the server keeps its data */
    PostgresServer(Path work) throws IOException {
        this.work = work;
        server = EmbeddedPostgres.builder()
                .setDataDirectory(Files.createTempDirectory(work, "postgres-"))
                .setCleanDataDirectory(true)
                // The library turns these three off, which is nobody's production.
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "100")
                .start();
    }

    @Override
    public Fresh fresh() {
        var name = "benchmark_" + ++databases;
        try (var connection = DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres"));
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
            var url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.getPort(), name);
            var settings = List.of(
                    "--spring.profiles.active=postgres",
                    "--HOLDFAST_DB_URL=" + url,
                    "--HOLDFAST_DB_USER=postgres",
                    "--HOLDFAST_DB_PASSWORD=postgres");
            return new Fresh(
                    settings,
                    url + "?user=postgres&password=postgres&reWriteBatchedInserts=true",
                    Files.createTempDirectory(work, "unused-"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void sync(Connection connection) {
        // done with the commit
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
