package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.audit.web.Followers;
import io.holdfast.standalone.Http.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whoever reads the ledger from any position on gets every event once and in order, however it is read. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FeedTest {

    static final int FOLLOWERS = 30;
    static final int WRITERS = 4;
    static final int ORDERS = 60;

    @TempDir
    static Path data;

    static Service service;
    static Http http;

    @BeforeAll
    static void start() {
        service = new Service(data, "--holdfast.audit.followers=" + FOLLOWERS, "--server.tomcat.connection-timeout=2s");
        http = service.http();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void followers_get_what_the_table_has_while_four_writers_append() throws Exception {
        var over = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var begin = service.events();
            var writers = IntStream.range(0, WRITERS)
                    .mapToObj(i -> threads.submit(() -> {
                        var sku = service.stock(1_000);
                        IntStream.range(0, ORDERS).forEach(n -> service.order(sku, 1));
                    }))
                    .toList();
            var streams = List.of(
                    threads.submit(() -> follow(begin, Integer.MAX_VALUE, over)),
                    threads.submit(() -> follow(begin, 7, over)),
                    threads.submit(() -> follow(begin, 50, over)));
            var pages =
                    List.of(threads.submit(() -> poll(begin, 3, over)), threads.submit(() -> poll(begin, 500, over)));
            for (var writer : writers) {
                writer.get();
            }
            long end = service.events();
            over.set(true);
            var expected = LongStream.rangeClosed(begin + 1, end).boxed().toList();
            for (Future<List<Long>> seen : streams) {
                assertThat(seen.get().stream().filter(position -> position <= end))
                        .containsExactlyElementsOf(expected);
            }
            for (Future<List<Long>> seen : pages) {
                assertThat(seen.get().stream().filter(position -> position <= end))
                        .containsExactlyElementsOf(expected);
            }
        }
    }

    /** Follows until everything that was written is there; hangs up after so many events, at most, and resumes. */
    private static List<Long> follow(long after, int most, AtomicBoolean over) throws IOException {
        var seen = new ArrayList<Long>();
        long position = after;
        while (!over.get() || position < service.events()) {
            int enough = most == Integer.MAX_VALUE
                    ? most
                    : ThreadLocalRandom.current().nextInt(most) + 1;
            try (var stream = new Follower("", position)) {
                for (int n = 0; n < enough && (!over.get() || position < service.events()); ) {
                    var event = stream.next();
                    if (event.data() != null) {
                        seen.add(event.id());
                        n++;
                    }
                    position = event.id();
                }
            }
        }
        return seen;
    }

    /** Waits for pages until everything that was written is there. */
    private static List<Long> poll(long after, int limit, AtomicBoolean over) {
        var seen = new ArrayList<Long>();
        long position = after;
        while (!over.get() || position < service.events()) {
            var page = http.get("/audit/events?wait=1&limit=%d&after=%d".formatted(limit, position));
            assertThat(page.status()).as(page.text()).isEqualTo(200);
            page.at("/items").forEach(event -> seen.add(event.path("position").asLong()));
            position = Long.parseLong(page.header("Holdfast-Position"));
        }
        return seen;
    }

    @Test
    void an_event_is_told_as_it_is_stored() {
        var sku = service.stock(3);
        var event = http.get("/audit/events?stream=stock-" + sku + "@main").at("/items/0");
        assertThat(event.path("type").asString()).isEqualTo("StockItemRegistered");
        assertThat(event.path("by").asString()).isEqualTo("anonymous");
        assertThat(event.at("/data/onHand").asLong()).isEqualTo(3);
        assertThat(event.path("summary").asString()).contains(sku);
        assertThat(event.has("changes")).isFalse();
        var row = service.database()
                .sql("select * from ledger where position = ?")
                .param(event.path("position").asLong())
                .query()
                .singleRow();
        assertThat(event.path("hash").asString()).isEqualTo(row.get("hash"));
        assertThat(event.path("at").asString()).isEqualTo(row.get("recorded_at"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 500})
    void filters_pick_out_what_the_table_has(int limit) {
        var sku = service.stock(3);
        service.order(sku, 1);
        service.order(sku, 1);
        http.send(http.request("/inventory/" + sku + "?whenReserved=recall")
                .header("Holdfast-Actor", "Zoe \"%_\\" + limit)
                .DELETE());
        assertThat(positions("stream=stock-" + sku + "@main&limit=" + limit))
                .isEqualTo(table("stream_id = 'stock-" + sku + "@main'"));
        assertThat(positions("type=OrderPlaced&limit=" + limit)).isEqualTo(table("event_type = 'OrderPlaced'"));
        assertThat(positions("actor=Zoe&limit=" + limit)).isEmpty();
        assertThat(positions("actor=Zoe%20%22%25_%5C" + limit + "&limit=" + limit))
                .hasSize(1);
        assertThat(positions("type=StockReserved&stream=stock-" + sku + "@main&limit=" + limit))
                .hasSize(2);
        assertThat(positions("stream=stock-NOTHING@main&limit=" + limit)).isEmpty();
    }

    @Test
    void two_times_are_a_part_of_the_ledger_without_gaps() {
        service.stock(1);
        long before = service.events();
        var from = Instant.now().plusMillis(1);
        await().until(() -> Instant.now().isAfter(from));
        service.stock(1);
        service.stock(1);
        var to = Instant.now().plusMillis(1);
        await().until(() -> Instant.now().isAfter(to));
        service.stock(1);
        assertThat(positions("from=" + from + "&to=" + to)).containsExactly(before + 1, before + 2);
        assertThat(positions("limit=1&from=" + from + "&to=" + to)).containsExactly(before + 1, before + 2);
        assertThat(positions("from=" + to)).containsExactly(before + 3);
        assertThat(positions("after=" + (before + 2) + "&to=+999999999-12-31T23:59:59Z".replace("+", "%2B")))
                .containsExactly(before + 3);
    }

    @Test
    void who_waits_is_answered_when_something_comes_or_with_nothing_after_the_wait() throws Exception {
        long head = service.events();
        var nothing = http.get("/audit/events?wait=1&after=" + head);
        assertThat(nothing.at("/items").isEmpty()).isTrue();
        assertThat(nothing.header("Holdfast-Position")).isEqualTo(String.valueOf(head));
        assertThat(nothing.json().has("next")).isFalse();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = threads.submit(() -> http.get("/audit/events?wait=30&after=" + head));
            await().until(() -> free() == FOLLOWERS - 1);
            service.stock(1);
            assertThat(ids(waiting.get())).containsExactly(head + 1);
        }
        var started = System.nanoTime();
        assertThat(ids(http.get("/audit/events?wait=30&after=" + head))).containsExactly(head + 1);
        assertThat(System.nanoTime() - started).isLessThan(20_000_000_000L);
    }

    @Test
    void there_are_so_many_followers_and_no_more_and_those_who_leave_make_room() throws IOException {
        var head = service.events();
        var streams = new ArrayList<Follower>();
        try {
            for (int i = 0; i < FOLLOWERS; i++) {
                streams.add(new Follower("?after=" + head, null));
            }
            for (var one : List.of(
                    http.get("/audit/events?wait=1"),
                    http.send(http.request("/audit/events").header("Accept", "text/event-stream")))) {
                assertThat(one.status()).isEqualTo(503);
                assertThat(one.header("Retry-After")).isEqualTo("1");
                assertThat(one.problem()).isEqualTo("unavailable");
            }
            assertThat(http.get("/audit/events").status())
                    .as("who does not wait")
                    .isEqualTo(200);
        } finally {
            for (var stream : streams) {
                stream.close();
            }
        }
        await().untilAsserted(() -> {
            service.stock(1); // so that they find out
            assertThat(free()).isEqualTo(FOLLOWERS);
        });
    }

    @Test
    void a_follower_that_takes_nothing_is_let_go() throws Exception {
        var sku = service.stock(1);
        service.receive(sku, 6_000);
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(2_048);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), http.port()));
            socket.getOutputStream().write("""
                    GET /audit/events HTTP/1.1
                    Host: x
                    Accept: text/event-stream

                    """.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
            await().until(() -> free() == FOLLOWERS - 1);
            await().until(() -> free() == FOLLOWERS);
        }
    }

    @Test
    void a_follower_with_a_filter_is_told_how_far_it_is() throws IOException {
        var begin = service.events();
        try (var stream = new Follower("?type=Nothing&after=" + begin, null)) {
            service.stock(1);
            var event = stream.next();
            while (event.id() == begin) {
                event = stream.next();
            }
            assertThat(event).isEqualTo(new Event(begin + 1, null));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "after=-1", "after=x", "limit=0", "limit=501", "stream=%00", "stream=a", "stream=order-1%27",
                        "type=%00",
                "type=a%20b", "actor=%00", "actor=%E2%82%AC", "actor=", "from=now", "from=%00", "to=tomorrow", "wait=0",
                "wait=31", "wait=1.5", "until=5", "after=999999999"
            })
    void what_is_no_question_is_refused_and_named(String query) {
        var answer = http.get("/audit/events?" + query);
        assertThat(answer.problem()).as(answer.text()).isEqualTo("invalid-request");
        assertThat(answer.at("/errors/0/pointer").asString()).isEqualTo("?" + query.replaceAll("=.*", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "x", "999999999"})
    void an_id_that_no_event_had_is_refused_and_named(String id) {
        var answer = http.send(http.request("/audit/events")
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", id));
        assertThat(answer.problem()).as(answer.text()).isEqualTo("invalid-request");
        assertThat(answer.at("/errors/0/pointer").asString()).isEqualTo("Last-Event-ID");
    }

    @Test
    void waiting_for_the_past_is_refused() {
        var answer = http.get("/audit/events?wait=1&to=2026-03-03T12:00:00Z");
        assertThat(answer.problem()).isEqualTo("invalid-request");
        assertThat(answer.at("/errors").size()).isEqualTo(2);
    }

    @Test
    void a_head_does_not_stay() {
        var answer = http.send(http.request("/audit/events")
                .header("Accept", "text/event-stream")
                .HEAD());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("text/event-stream");
    }

    private static int free() {
        return service.bean(Followers.class).free();
    }

    /** The positions on all pages. */
    private static List<Long> positions(String query) {
        var seen = new ArrayList<Long>();
        for (var next = "/audit/events?" + query; !next.isEmpty(); ) {
            var page = http.get(next);
            assertThat(page.status()).as(page.text()).isEqualTo(200);
            seen.addAll(ids(page));
            next = page.at("/next").asString("");
        }
        return seen;
    }

    private static List<Long> ids(Answer page) {
        return page.at("/items")
                .valueStream()
                .map(event -> event.path("position").asLong())
                .toList();
    }

    private static List<Long> table(String condition) {
        return service.database()
                .sql("select position from ledger where " + condition + " order by position")
                .query((row, number) -> row.getLong(1))
                .list();
    }

    /** What came in one piece. */
    private record Event(long id, @Nullable JsonNode data) {}

    /** Somebody who stays, and whose connection is closed at once when they go. */
    private static final class Follower implements AutoCloseable {

        private final HttpURLConnection connection;
        private final BufferedReader lines;

        /** @param lastEventId as a browser sends it when it comes again, or null */
        Follower(String query, @Nullable Long lastEventId) throws IOException {
            var address = URI.create("http://127.0.0.1:%d/audit/events%s".formatted(http.port(), query));
            connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setRequestProperty("Accept", "text/event-stream");
            connection.setReadTimeout(60_000);
            if (lastEventId != null) {
                connection.setRequestProperty("Last-Event-ID", String.valueOf(lastEventId));
            }
            assertThat(connection.getResponseCode()).isEqualTo(200);
            lines = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
        }

        /** The next event, or how far it was looked. */
        Event next() throws IOException {
            var id = lines.readLine();
            assertThat(id).startsWith("id: ");
            var data = lines.readLine();
            if (data.isEmpty()) {
                return new Event(Long.parseLong(id.substring(4)), null);
            }
            assertThat(data).startsWith("data: ");
            assertThat(lines.readLine()).isEmpty();
            return new Event(
                    Long.parseLong(id.substring(4)), JsonMapper.shared().readTree(data.substring(6)));
        }

        @Override
        public void close() {
            connection.disconnect();
        }
    }
}
