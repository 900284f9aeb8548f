package io.holdfast.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * The database of a ledger for whoever works on what follows from it, beside the command path or without any service at
 * all: a few connections of its own, which may be kept for long. It migrates nothing.
 */
public final class WritableDatabase implements AutoCloseable {

    /** PostgreSQL plans a statement for the tables as they are, each time: they may have been empty the last time. */
    static final String PLANS = "-c plan_cache_mode=force_custom_plan";

    private static final int CONNECTIONS = 8;
    private static final long PATIENCE_MILLIS = 10_000;

    private final HikariDataSource source = new HikariDataSource();

    private WritableDatabase(String url, @Nullable String user, @Nullable String password) {
        source.setPoolName("rebuild");
        source.setJdbcUrl(url);
        source.setUsername(user);
        source.setPassword(password);
        source.setMaximumPoolSize(CONNECTIONS);
        source.setMinimumIdle(0);
        source.setConnectionTimeout(PATIENCE_MILLIS);
        if (url.startsWith("jdbc:postgresql:")) {
            source.addDataSourceProperty("tcpKeepAlive", "true"); // a server that vanished without a word
            source.addDataSourceProperty("reWriteBatchedInserts", "true");
            source.addDataSourceProperty("options", PLANS);
        }
    }

    /** The database of the program that runs here. */
    public static WritableDatabase of(JdbcConnectionDetails details) {
        return new WritableDatabase(details.getJdbcUrl(), details.getUsername(), details.getPassword());
    }

    /**
     * The database in the data folder of a service that does not run.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static WritableDatabase in(Path folder) {
        if (!Files.isRegularFile(folder.resolve("holdfast.mv.db"))) {
            throw new IllegalArgumentException("There is no database in the folder %s.".formatted(folder));
        }
        return of(new EmbeddedDatabase(folder));
    }

    /** The database that a server has under this URL, whether services use it or not. */
    public static WritableDatabase at(String url, @Nullable String user, @Nullable String password) {
        return new WritableDatabase(url, user, password);
    }

    /** Its connections. */
    public DataSource source() {
        return source;
    }

    @Override
    public void close() {
        source.close();
    }
}
