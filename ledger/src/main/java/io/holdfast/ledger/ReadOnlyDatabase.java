package io.holdfast.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * The database of a ledger for whoever only reads it: a few connections of its own, beside those of the command path or
 * without any service at all. It creates nothing and migrates nothing.
 */
public final class ReadOnlyDatabase implements AutoCloseable {

    private static final int CONNECTIONS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HikariDataSource source;

    private ReadOnlyDatabase(String url, @Nullable String user, @Nullable String password) {
        source = new HikariDataSource();
        source.setPoolName("audit");
        source.setJdbcUrl(url);
        source.setUsername(user);
        source.setPassword(password);
        source.setReadOnly(true);
        source.setMaximumPoolSize(CONNECTIONS);
        source.setMinimumIdle(0);
        source.setConnectionTimeout(PATIENCE.toMillis());
        if (url.startsWith("jdbc:postgresql:")) {
            // A server that vanished without a word.
            source.addDataSourceProperty("tcpKeepAlive", "true");
            source.addDataSourceProperty("socketTimeout", "120");
            source.addDataSourceProperty("options", WritableDatabase.PLANS);
        }
    }

    /** The database of the program that runs here. */
    public static ReadOnlyDatabase of(JdbcConnectionDetails details) {
        return new ReadOnlyDatabase(details.getJdbcUrl(), details.getUsername(), details.getPassword());
    }

    /**
     * The database in the data folder of a service that does not run. No byte in the folder is changed: what a crash left
     * half done is finished in memory.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ReadOnlyDatabase in(Path folder) {
        if (!Files.isRegularFile(folder.resolve("holdfast.mv.db"))) {
            throw new IllegalArgumentException("There is no database in the folder %s.".formatted(folder));
        }
        var embedded = new EmbeddedDatabase(folder);
        return new ReadOnlyDatabase(embedded.untouchedUrl(), embedded.getUsername(), embedded.getPassword());
    }

    /** The database that a server has under this URL, whether services use it or not. */
    public static ReadOnlyDatabase at(String url, @Nullable String user, @Nullable String password) {
        return new ReadOnlyDatabase(url, user, password);
    }

    /** Its connections: each statement is a transaction of its own unless the reader says otherwise. */
    public DataSource source() {
        return source;
    }

    @Override
    public void close() {
        source.close();
    }
}
