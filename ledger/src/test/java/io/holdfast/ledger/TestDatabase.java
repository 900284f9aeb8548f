package io.holdfast.ledger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A new, empty database of the kind that the build asks for with {@code -Dholdfast.test.database=}: {@code h2} by default,
 * or {@code postgres}.
 *
 * @param kind which one it is
 * @param settings what a program needs to run on it
 * @param url where it is, for looking into it from outside
 */
public record TestDatabase(Kind kind, List<String> settings, String url, String user, String password) {

    /** The databases that everything is tested on. */
    public enum Kind {
        H2,
        POSTGRES
    }

    private static final Map<Path, TestDatabase> BY_FOLDER = new ConcurrentHashMap<>();

    /** The one that belongs to this folder: the same each time. Only H2 keeps it there. */
    public static TestDatabase of(Path folder) {
        return BY_FOLDER.computeIfAbsent(folder, TestDatabase::create);
    }

    private static TestDatabase create(Path folder) {
        return switch (kindOfThisRun()) {
            case H2 ->
                new TestDatabase(
                        Kind.H2,
                        List.of("--holdfast.data=" + folder),
                        new EmbeddedDatabase(folder).getJdbcUrl(),
                        "holdfast",
                        "");
            case POSTGRES -> Server.database();
        };
    }

    /** The port of the server. */
    public int port() {
        return URI.create(url.substring("jdbc:".length())).getPort();
    }

    /** The same database through another port of this machine. */
    public String urlAt(int other) {
        return url.replace(":" + port() + "/", ":" + other + "/");
    }

    /** The kind that this run is about. */
    public static Kind kindOfThisRun() {
        return Kind.valueOf(System.getProperty("holdfast.test.database", "h2").toUpperCase(Locale.ROOT));
    }

    /** A PostgreSQL server from Maven artifacts, one for all tests of a JVM, that loses nothing. */
    private static final class Server {

        private static final EmbeddedPostgres POSTGRES = start();
        private static int databases;

        private static EmbeddedPostgres start() {
            try {
                // It turns these off by itself.
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("full_page_writes", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException e) {
                throw new IllegalStateException("PostgreSQL does not start; its tests are never skipped.", e);
            }
        }

        private static synchronized TestDatabase database() {
            var name = "test_" + ++databases;
            var admin = POSTGRES.getJdbcUrl("postgres", "postgres");
            try (var connection = DriverManager.getConnection(admin);
                    var statement = connection.createStatement()) {
                // A language's order of letters, as most servers have it: what relies on the order of bytes must say
                // so.
                statement.execute(
                        "create database %s template template0 locale_provider icu icu_locale 'en-US'".formatted(name));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            var url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(POSTGRES.getPort(), name);
            var settings = List.of(
                    "--spring.profiles.active=postgres",
                    // A connection is a process of the server: those that no test needs are a fifth of what a start
                    // costs.
                    "--spring.datasource.hikari.minimum-idle=1",
                    "--HOLDFAST_DB_URL=" + url,
                    "--HOLDFAST_DB_USER=postgres",
                    "--HOLDFAST_DB_PASSWORD=postgres");
            return new TestDatabase(Kind.POSTGRES, settings, url, "postgres", "postgres");
        }
    }
}
