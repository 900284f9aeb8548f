package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.ledger.Chain;
import io.holdfast.ledger.Entry;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A file of events says what the ledger says, to programs and to spreadsheets, or it breaks off. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ExportTest {

    /** More than a page that is read at once. */
    static final int EVENTS = 2_300;

    @TempDir
    static Path data;

    static Service service;
    static Http http;
    static String sku;

    @BeforeAll
    static void start() {
        service = new Service(data, Accident.class);
        http = service.http();
        sku = service.stock(10);
        service.order(sku, 2);
        http.send(http.request("/inventory/" + sku + "/adjustments")
                .header("Content-Type", "application/json")
                .header("Holdfast-Actor", "=cmd|' /C calc'!A0")
                .POST(BodyPublishers.ofString("{\"delta\":-1,\"reason\":\"a, \\\"broken\\\" – ü\"}")));
        service.receive(sku, EVENTS);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /** Fails when its caller has got a part of the answer already. */
    @RestController
    static class Accident {
        @GetMapping("/accidents/halfway")
        void halfway(HttpServletResponse response) throws IOException {
            response.setContentType("application/x-ndjson");
            response.getOutputStream().write("{}\n".getBytes(StandardCharsets.UTF_8));
            response.flushBuffer();
            throw new IllegalStateException("secret");
        }
    }

    @Test
    void every_line_is_a_cloud_event_and_the_chain_can_be_computed_from_the_file() {
        var answer = http.get("/audit/export");
        assertThat(answer.header("Content-Type")).isEqualTo("application/x-ndjson");
        var chain = new Chain(Chain.START);
        long position = 0;
        for (var line : answer.text().split("\n", -1)) {
            if (!line.isEmpty()) {
                var event = JsonMapper.shared().readTree(line);
                assertThat(event.path("specversion").asString()).isEqualTo("1.0");
                assertThat(event.path("source").asString()).isEqualTo("/audit/events");
                assertThat(event.path("datacontenttype").asString()).isEqualTo("application/json");
                assertThat(event.propertyNames()).allMatch(name -> name.matches("[a-z0-9]{1,20}"));
                assertThat(event.path("previous").asString()).isEqualTo(chain.last());
                assertThat(chain.add(entry(line, event)))
                        .isEqualTo(event.path("hash").asString());
                assertThat(event.path("position").asString()).isEqualTo(String.valueOf(++position));
            }
        }
        assertThat(position).isEqualTo(service.events()).isGreaterThan(EVENTS);
        assertThat(answer.text()).endsWith("}\n");
        assertThat(answer.header("Holdfast-Position")).isEqualTo(String.valueOf(position));
        assertThat(answer.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"holdfast-1-%d.ndjson\"".formatted(position));
    }

    /** A row from a line; the data as the bytes that are there. */
    private static Entry entry(String line, JsonNode event) {
        var data = line.substring(line.indexOf("\"data\":") + 7, line.length() - 1);
        return new Entry(
                Long.parseLong(event.path("position").asString()),
                event.path("subject").asString(),
                Long.parseLong(event.path("streamversion").asString()),
                event.path("streamtype").asString(),
                event.path("id").asString(),
                event.path("type").asString(),
                event.path("revision").asString(null),
                event.path("time").asString(),
                data,
                event.path("metadata").asString(),
                event.path("operationid").asString(null),
                event.path("hash").asString());
    }

    @Test
    void a_spreadsheet_gets_rows_and_no_formulas() {
        var answer = http.get("/audit/export?format=csv");
        assertThat(answer.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        var rows = Csv.read(answer.text());
        assertThat(rows.getFirst())
                .containsExactly(
                        "position",
                        "stream",
                        "version",
                        "type",
                        "at",
                        "by",
                        "operation",
                        "correlation",
                        "summary",
                        "data",
                        "hash");
        assertThat(rows).hasSize((int) service.events() + 1).allMatch(row -> row.size() == 11);
        assertThat(rows).flatExtracting(row -> row).noneMatch(cell -> cell.matches("(?s)[=+@\\t\\r-].*"));
        assertThat(rows.stream().filter(row -> row.get(3).equals("StockAdjusted")))
                .singleElement()
                .satisfies(row -> assertThat(row.get(5)).isEqualTo("'=cmd|' /C calc'!A0"))
                .satisfies(row -> assertThat(row.get(9)).contains("\"a, \\\"broken\\\" – ü\""));
    }

    @Test
    void a_part_is_what_lies_between() {
        long head = service.events();
        assertThat(positions("?after=5&until=9")).containsExactly(6L, 7L, 8L, 9L);
        assertThat(positions("?after=" + (head - 1))).containsExactly(head);
        assertThat(positions("?after=" + head)).isEmpty();
        assertThat(positions("?after=9&until=5")).isEmpty();
        assertThat(positions("?until=0")).isEmpty();
        assertThat(positions("?until=1100&stream=stock-" + sku + "@main"))
                .isEqualTo(table("position <= 1100 and stream_id = 'stock-" + sku + "@main'"))
                .hasSizeGreaterThan(1_000);
        assertThat(positions("?after=1100&stream=stock-" + sku + "@main"))
                .isEqualTo(table("position > 1100 and stream_id = 'stock-" + sku + "@main'"));
        assertThat(positions("?to=2020-01-01T00:00:00Z")).isEmpty();
        assertThat(positions("?from=2020-01-01T00:00:00Z&to=" + Instant.now().plusSeconds(60)))
                .hasSize((int) head);
    }

    @Test
    void of_a_stream_with_a_missing_version_everything_else_is_told(@TempDir Path folder) {
        try (var other = new Service(folder)) {
            var item = other.stock(10);
            other.receive(item, 1_500);
            var attacker = new Attacker(other.bean(DataSource.class));
            attacker.disarm();
            attacker.run("delete from ledger where stream_version = 600");
            var stream = "stream=stock-" + item + "@main";
            assertThat(other.http().get("/audit/export?" + stream).text().lines())
                    .hasSize(1_500);
            assertThat(other.http()
                            .get("/audit/export?after=900&" + stream)
                            .text()
                            .lines())
                    .hasSize(1_501 - 900);
            assertThat(other.http()
                            .get("/audit/events?limit=100&after=1000&" + stream)
                            .at("/items"))
                    .hasSize(100)
                    .extracting(event -> event.path("position").asLong())
                    .startsWith(1_001L);
            var history = other.http().get("/inventory/" + item + "/history?after=598&limit=2");
            assertThat(history.at("/items/0/changes")).isNotEmpty();
            assertThat(history.at("/items/1/version").asLong()).isEqualTo(601);
            assertThat(history.at("/items/1/changes").isMissingNode())
                    .as("nobody knows")
                    .isTrue();
        }
    }

    @Test
    void what_breaks_off_does_not_look_like_the_whole() {
        assertThatThrownBy(() -> http.get("/accidents/halfway"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"format=xml", "stream=%00", "stream=a%20b", "after=-1", "until=x", "from=x", "limit=5"})
    void what_is_no_question_is_refused_and_named(String query) {
        var answer = http.get("/audit/export?" + query);
        assertThat(answer.problem()).as(answer.text()).isEqualTo("invalid-request");
        assertThat(answer.at("/errors/0/pointer").asString()).isEqualTo("?" + query.replaceAll("=.*", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ndjson", "csv"})
    void the_command_line_writes_the_same(String format, @TempDir Path folder) throws Exception {
        String served;
        try (var other = new Service(folder)) {
            other.order(other.stock(10), 2);
            served = other.http().get("/audit/export?format=" + format).text();
        }
        assertThat(AuditProgram.run(folder, "export", "--format=" + format))
                .isEqualTo(new AuditProgram.Result(0, served));
        var file = folder.resolve("events." + format);
        assertThat(AuditProgram.run(folder, "export", "--format=" + format, "--out=" + file))
                .isEqualTo(new AuditProgram.Result(0, ""));
        assertThat(Files.readString(file)).isEqualTo(served);
        assertThat(folder.resolve("events." + format + ".part")).doesNotExist();
    }

    private static List<Long> positions(String query) {
        var answer = http.get("/audit/export" + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.text()
                .lines()
                .map(line -> Long.parseLong(
                        JsonMapper.shared().readTree(line).path("position").asString()))
                .toList();
    }

    private static List<Long> table(String condition) {
        return service.database()
                .sql("select position from ledger where " + condition + " order by position")
                .query((row, number) -> row.getLong(1))
                .list();
    }

    /** As RFC 4180 says. */
    private static final class Csv {

        private Csv() {}

        static List<List<String>> read(String text) {
            var rows = new ArrayList<List<String>>();
            var row = new ArrayList<String>();
            var cell = new StringBuilder();
            boolean quoted = false;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    cell.append(text.charAt(++i));
                } else if (c == '"') {
                    quoted = !quoted;
                } else if (quoted || (c != ',' && c != '\r' && c != '\n')) {
                    cell.append(c);
                } else if (c != '\n') {
                    row.add(cell.toString());
                    cell.setLength(0);
                } else {
                    rows.add(List.copyOf(row));
                    row.clear();
                }
            }
            assertThat(row).as("the last row has its end").isEmpty();
            return rows;
        }
    }
}
