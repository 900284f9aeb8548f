package io.holdfast.ledger;

import java.nio.file.Path;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * The H2 database in the data folder.
 *
 * @param data the folder, absolute or relative to where the process was started
 */
record EmbeddedDatabase(Path data) implements JdbcConnectionDetails {

    /**
     * {@code WRITE_DELAY=0}: by default H2 writes up to half a second after a commit was answered, and kill -9 loses it.
     * {@code DB_CLOSE_ON_EXIT=FALSE}: Spring closes the database after the last command, not the JVM before it.
     */
    private static final String SETTINGS = ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";

    /** Neither tidies it up when it is closed, nor writes a trace. */
    private static final String UNTOUCHED =
            ";IFEXISTS=TRUE;MAX_COMPACT_TIME=0;TRACE_LEVEL_FILE=0;DB_CLOSE_ON_EXIT=FALSE";

    static {
        FilePathJournaled.register();
        FilePathUntouched.register();
    }

    @Override
    public String getJdbcUrl() {
        return url(FilePathJournaled.SCHEME) + SETTINGS;
    }

    /** For whoever only looks into it, while no service has it, and is to leave every byte as it is. */
    String untouchedUrl() {
        return url(FilePathUntouched.SCHEME) + UNTOUCHED;
    }

    private String url(String scheme) {
        return "jdbc:h2:" + scheme + ":file:"
                + data.toAbsolutePath().normalize().resolve("holdfast");
    }

    @Override
    public String getUsername() {
        return "holdfast";
    }

    @Override
    public String getPassword() {
        return ""; // whoever can open the file can read it
    }
}
