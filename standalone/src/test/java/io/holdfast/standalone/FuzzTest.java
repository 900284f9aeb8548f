package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.standalone.Draft.Ending;
import io.holdfast.standalone.Draft.Message;
import io.holdfast.standalone.Http.Answer;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.core.JacksonException;

/**
 * Many thousand malformed and hostile requests, over every operation of the OpenAPI document and over what is beside it: each
 * is answered in time, none with a 5xx, none stores an event, and the service is as well as before.
 *
 * <p>{@code -Dholdfast.fuzz.requests=200000} sends more than the build does, {@code -Dholdfast.fuzz.seed=} others.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(OutputCaptureExtension.class)
@Isolated
class FuzzTest {

    static final int REQUESTS = Integer.getInteger("holdfast.fuzz.requests", 20_000);
    static final long SEED = Long.getLong("holdfast.fuzz.seed", 1);

    /** Callers at once. */
    static final int CALLERS = 8;

    /** An answer that has not come by then does not come. The service itself waits two seconds for a slow caller. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** How often a request is sent of which the connection ends without an answer: a reset can overtake one. */
    static final int TRIES = 4;

    /** What is nobody's business: names of classes, traces, SQL. No request has it, so that no answer has it from there. */
    static final Pattern INTERNAL = Pattern.compile(
            "Exception|\\bat [a-z]+\\.[\\w.]+\\(|io\\.holdfast|org\\.springframework|org\\.apache|java\\.(lang|util|io)|Tomcat"
                    + "|(?i:sqlstate|jdbc|select .+ from |insert into)");

    /** Every request says its number, unless it lies about that too. */
    static final Pattern NUMBERED = Pattern.compile("fuzz-(\\d+)");

    @TempDir
    static Path data;

    static Service service;
    static Http http;

    final Map<String, LongAdder> tally = new ConcurrentSkipListMap<>();
    final Queue<String> findings = new ConcurrentLinkedQueue<>();
    final AtomicInteger next = new AtomicInteger();

    @BeforeAll
    static void start() {
        service = new Service(
                data,
                "--server.tomcat.connection-timeout=2s",
                "--holdfast.http.body-patience=2s",
                "--holdfast.orders.hold=30d",
                "--holdfast.orders.reconcile-after=1d");
        http = service.http();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void whatever_is_sent_is_answered_without_a_5xx_and_nothing_is_stored(CapturedOutput output) throws Exception {
        var requests = requests();
        long events = service.events();
        long head = head();
        long begun = System.nanoTime();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var caller : callers.invokeAll(Collections.nCopies(CALLERS, () -> call(requests)))) {
                caller.get();
            }
        }
        System.out.printf(
                "%,d hostile requests of seed %d in %d s: %s%n",
                REQUESTS, SEED, Duration.ofNanos(System.nanoTime() - begun).toSeconds(), tally);
        assertThat(stored(head, requests)).isEmpty();
        assertThat(findings).isEmpty();
        assertThat(closed()).as("closed without an answer").isLessThan(REQUESTS / 50);
        assertThat(service.events()).isEqualTo(events);
        assertThat(head()).isEqualTo(head);
        assertThat(output.getAll()).doesNotContain(" ERROR ");
        assertThat(http.get("/actuator/health").at("/status").asString()).isEqualTo("UP");
        assertThat(service.order(service.stock(1), 1)).startsWith("order-");
    }

    /** Over every operation, on an item, an order and a customer that are there. */
    private static HostileRequests requests() {
        var operations = ApiOperation.of(http.get("/openapi.json").json());
        assertThat(operations).hasSizeGreaterThan(20);
        var sku = service.stock(100);
        var order = service.order(sku, 2);
        var there = Map.of(
                "sku", sku, "orders/id", order, "orderId", order, "customers/id", service.customer(), "slug", "gone");
        return new HostileRequests(operations, there, SEED);
    }

    private long closed() {
        return tally.getOrDefault("closed", new LongAdder()).sum();
    }

    private static long head() {
        return service.count("select position from ledger_head");
    }

    /** Events that should not be there, with the requests that brought them about. */
    private static List<String> stored(long head, HostileRequests requests) {
        return service.database()
                .sql("select event_type, payload, metadata from ledger where position > ?")
                .param(head)
                .query((row, index) -> "%s %s %s%n%s"
                        .formatted(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                asked(row.getString(3), requests)))
                .list();
    }

    private static String asked(String metadata, HostileRequests requests) {
        var number = NUMBERED.matcher(metadata);
        return number.find()
                ? requests.request(Integer.parseInt(number.group(1))).toString()
                : "";
    }

    /** One caller, with one connection for as long as it holds. */
    private @Nullable Void call(HostileRequests requests) throws IOException {
        Wire wire = null;
        for (int number = next.getAndIncrement(); number < REQUESTS; number = next.getAndIncrement()) {
            var message = requests.request(number);
            try {
                wire = exchange(number, message, wire);
            } catch (IOException | RuntimeException | AssertionError e) {
                find(number, message, e.toString());
                wire = null;
            }
        }
        if (wire != null) {
            wire.close();
        }
        return null;
    }

    /** Sends one message and judges what comes back; answers the connection if it can be used again. */
    private @Nullable Wire exchange(int number, Message message, @Nullable Wire kept) throws IOException {
        var wire = kept;
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            if (wire == null) {
                wire = new Wire(http.port(), PATIENCE);
            }
            try {
                var answer = answer(wire, message);
                if (answer != null) {
                    judge(number, message, answer);
                    if (message.ending() == Ending.STAY && wire.isOpen()) {
                        return wire;
                    }
                    rest(number, message, wire);
                    wire.close();
                    return null;
                }
            } catch (SocketTimeoutException | EOFException hungOrBrokenOff) {
                wire.close();
                throw hungOrBrokenOff;
            } catch (IOException reset) {
                // it may have overtaken an answer: try again
            }
            wire.close();
            wire = null;
        }
        tally.computeIfAbsent("closed", status -> new LongAdder()).increment();
        return null;
    }

    private static @Nullable Answer answer(Wire wire, Message message) throws IOException {
        try {
            wire.send(message.bytes());
            if (message.ending() == Ending.END) {
                wire.end();
            }
        } catch (IOException hungUp) {
            // before it had all; it may have said why
        }
        return wire.read(message.head());
    }

    /** What is left of a message whose length was a lie is another message, and answered too. */
    private void rest(int number, Message message, Wire wire) throws IOException {
        try {
            while (message.ending() == Ending.END && wire.isOpen()) {
                var answer = wire.read(false);
                if (answer != null) {
                    judge(number, message, answer);
                }
            }
        } catch (SocketTimeoutException hung) {
            throw hung;
        } catch (IOException reset) {
            // nothing more comes
        }
    }

    private void judge(int number, Message message, Answer answer) {
        tally.computeIfAbsent(String.valueOf(answer.status()), status -> new LongAdder())
                .increment();
        if (isTomcats(message, answer)) {
            return;
        }
        if (answer.status() >= 500) {
            find(number, message, "a 5xx: " + answer);
        } else if (answer.status() >= 400) {
            if (answer.text().isEmpty() && !message.head()) {
                find(number, message, "no problem: " + answer);
            }
            try {
                Problems.check(answer);
            } catch (AssertionError | JacksonException wrong) {
                find(number, message, "a wrong problem: %s: %s".formatted(answer, wrong.getMessage()));
            }
        }
        boolean page = answer.header("Content-Type").matches("text/(html|css|javascript).*|application/javascript.*");
        if (!page && INTERNAL.matcher(answer.text()).find()) {
            find(number, message, "something internal: " + answer);
        }
    }

    /** {@code OPTIONS *} is answered before anything of ours is asked; in a version that there is not, as RFC 9110 says. */
    private static boolean isTomcats(Message message, Answer answer) {
        return message.text().startsWith("OPTIONS *") && answer.status() == 505;
    }

    private void find(int number, Message message, String what) {
        tally.computeIfAbsent("findings", status -> new LongAdder()).increment();
        if (findings.size() < 20) {
            findings.add("%d: %s%n%s%n".formatted(number, what, message));
        }
    }
}
