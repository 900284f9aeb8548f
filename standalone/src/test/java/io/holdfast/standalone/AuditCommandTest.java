package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.ledger.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The command line, beside or instead of the service. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AuditCommandTest {

    @TempDir
    Path data;

    @TempDir
    Path elsewhere;

    TestDatabase database;

    @BeforeEach
    void place() {
        database = TestDatabase.of(data);
    }

    AuditProgram.Result audit(String command, String... options) {
        return AuditProgram.run(data, command, options);
    }

    String keep(AuditProgram.Result checkpoint) throws IOException {
        assertThat(checkpoint.code()).as(checkpoint.text()).isZero();
        var file = elsewhere.resolve("checkpoint.json");
        Files.writeString(file, checkpoint.text());
        return file.toString();
    }

    void attack(String sql, Object... parameters) {
        var source = new SingleConnectionDataSource(database.url(), database.user(), database.password(), true);
        var attacker = new Attacker(source);
        attacker.disarm();
        attacker.run(sql, parameters);
        attacker.rebuild(attacker.last());
        source.destroy();
    }

    @Test
    void says_0_if_nothing_is_wrong_and_1_if_something_is() throws Exception {
        try (var service = new Service(data)) {
            service.order(service.stock(10), 2);
        }
        var fine = audit("verify");
        assertThat(fine.code()).as(fine.text()).isZero();
        assertThat(fine.text()).startsWith("3 events verified in ").endsWith("nothing is wrong.\n");

        attack("update ledger set metadata = '{\"actor\":\"nobody\"}' where position = 2");
        var found = audit("verify");
        assertThat(found.code()).isEqualTo(1);
        assertThat(found.text()).startsWith("position 2, stock-SKU-").contains("it was changed.\n3 events");
        var json = audit("verify", "--json");
        assertThat(json.code()).isEqualTo(1);
        assertThat(json.text()).startsWith("{\"checked\":3,\"findingCount\":1,\"findings\":[{\"position\":2,");
    }

    @Test
    void finds_through_a_checkpoint_that_the_end_was_cut_off() throws Exception {
        try (var service = new Service(data)) {
            service.order(service.stock(10), 2);
        }
        var checkpoint = keep(audit("checkpoint"));
        assertThat(audit("verify", "--checkpoint=" + checkpoint).code()).isZero();
        var rest = audit("verify", "--from-checkpoint=" + checkpoint);
        assertThat(rest.text()).startsWith("0 events verified").endsWith("nothing is wrong.\n");
        assertThat(rest.code()).isZero();

        attack("delete from ledger where position = 3");
        var found = audit("verify", "--checkpoint=" + checkpoint);
        assertThat(found.code()).isEqualTo(1);
        assertThat(found.text()).contains("The ledger ends at position 2").contains("its last events were cut off.");
    }

    @Test
    void says_2_if_it_cannot_be_verified() throws Exception {
        assertThat(audit("verify").code()).isEqualTo(2);
        var checkpoint = audit("verify", "--checkpoint=" + elsewhere.resolve("none.json"));
        assertThat(checkpoint.code()).isEqualTo(2);
        assertThat(checkpoint.text()).contains("there is no file");
    }

    @Test
    void says_2_and_of_nothing_that_it_is_tampered_with_if_there_is_no_place_for_the_copies() {
        try (var service = new Service(data)) {
            service.stock(1);
        }
        var verified = AuditProgram.withoutTemporaryFolder(data, "verify");
        assertThat(verified.code()).as(verified.text()).isEqualTo(2);
        assertThat(verified.text())
                .contains("cannot be compared: the temporary folder /nowhere cannot be used")
                .doesNotContain("position");
    }

    @Test
    void leaves_the_data_of_a_service_that_was_killed_as_it_is_byte_for_byte() throws Exception {
        try (var program = Program.of(StandaloneApplication.class, data)) {
            for (int i = 0; i < 50; i++) {
                assertThat(program.http()
                                .post("/inventory", "{\"sku\":\"SKU-%d\",\"onHand\":1}".formatted(i))
                                .status())
                        .isEqualTo(201);
            }
            if (database.kind() == TestDatabase.Kind.H2) {
                var busy = audit("verify");
                assertThat(busy.code()).isEqualTo(2);
                assertThat(busy.text())
                        .isEqualTo("A service uses the database in that folder: stop it first, or ask it"
                                + " over HTTP.\n");
            }
            program.kill();
        }
        var before = files();
        var verified = audit("verify");
        assertThat(verified.text()).startsWith("50 events verified").endsWith("nothing is wrong.\n");
        assertThat(files()).isEqualTo(before);
        assertThat(count()).isEqualTo(50);
    }

    private Map<String, String> files() throws IOException {
        var files = new TreeMap<String, String>();
        try (var all = Files.list(data)) {
            for (var file : all.toList()) {
                files.put(
                        file.getFileName().toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }

    private long count() throws SQLException {
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from ledger")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
