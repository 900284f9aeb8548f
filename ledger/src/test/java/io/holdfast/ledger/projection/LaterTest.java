package io.holdfast.ledger.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.ledger.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The connection goes back to the pool, and commands of the ledger may have it next. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@EnabledIfSystemProperty(named = "holdfast.test.database", matches = "postgres") // H2 has no such setting
class LaterTest {

    @Test
    void only_the_transaction_that_asks_does_not_wait_for_the_disk(@TempDir Path folder) throws SQLException {
        var database = TestDatabase.of(folder);
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password())) {
            connection.setAutoCommit(false);
            Later.reachesTheDisk(connection);
            assertThat(setting(connection)).isEqualTo("off");
            connection.commit();
            assertThat(setting(connection)).isEqualTo("on");
        }
    }

    private static String setting(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("show synchronous_commit")) {
            result.next();
            return result.getString(1);
        }
    }
}
