package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.ledger.TestDatabase;
import io.holdfast.ledger.TimeOrderedIds;
import io.holdfast.standalone.Http.Answer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.config.Configuration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A POST with an Idempotency-Key takes effect once, however often it is sent. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class IdempotencyTest {

    @TempDir
    static Path data;

    static Service service;
    static Http http;

    @BeforeAll
    static void start() {
        service = new Service(data, "--holdfast.orders.reconcile-after=1h");
        http = service.http();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /** A POST that will be accepted. */
    record Post(String path, @Nullable String body) {

        Answer send(String key) {
            return send(http, key);
        }

        Answer send(Http to, String key) {
            return to.send(request(to).header("Idempotency-Key", key));
        }

        HttpRequest.Builder request(Http to) {
            return to.request(path)
                    .header("Content-Type", "application/json")
                    .POST(body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        }

        @Override
        public String toString() {
            return path.replaceAll("SKU-[0-9a-f-]+", "SKU").replaceAll("(order|shipment)-[0-9a-f-]+", "$1");
        }
    }

    static Stream<Post> posts() {
        var sku = service.stock(10);
        var order = service.order(sku, 2);
        return Stream.of(
                new Post("/inventory", "{\"sku\":\"NEW-%s\",\"onHand\":5}".formatted(TimeOrderedIds.next())),
                new Post("/inventory/" + service.stock(10) + "/receipts", "{\"quantity\":5}"),
                new Post("/inventory/" + service.stock(10) + "/adjustments", "{\"counted\":7,\"reason\":\"count\"}"),
                new Post("/inventory/" + picked() + "/picks/shipment-1/dispatch", null),
                new Post(
                        "/customers",
                        Service.customer(TimeOrderedIds.next() + "@example.com", "u" + sku.substring(30))),
                new Post("/orders", Service.orderFor(sku, 2)),
                new Post("/orders/" + order + "/shipments", null),
                new Post("/orders/" + service.order(sku, 2) + "/cancellation", "{\"reason\":\"late\"}"));
    }

    private static String picked() {
        var sku = service.stock(10);
        http.put("/inventory/" + sku + "/reservations/order-1", "{\"quantity\":2}");
        http.put("/inventory/" + sku + "/picks/shipment-1", "{\"orderId\":\"order-1\",\"quantity\":2}");
        return sku;
    }

    @ParameterizedTest
    @MethodSource("posts")
    void repeated_it_is_answered_as_the_first_time_and_does_nothing(Post post) {
        var key = key();
        var first = post.send(key);
        assertThat(first.status()).as(first.text()).isIn(200, 201);
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        long events = service.events();
        var again = post.send(key);
        assertSame(again, first);
        assertThat(service.events()).isEqualTo(events);
    }

    private static void assertSame(Answer again, Answer first) {
        assertThat(again.status()).as(again.text()).isEqualTo(first.status());
        assertThat(again.text()).isEqualTo(first.text());
        for (var header : List.of("ETag", "Location", "Content-Type")) {
            assertThat(again.header(header)).as(header).isEqualTo(first.header(header));
        }
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void what_has_happened_since_does_not_change_the_answer() {
        var sku = service.stock(10);
        var placing = new Post("/orders", Service.orderFor(sku, 3));
        var placed = key();
        var first = placing.send(placed);
        var order = first.at("/orderId").asString();
        var shipping = new Post(
                "/orders/" + order + "/shipments", "{\"lines\":[{\"sku\":\"%s\",\"quantity\":1}]}".formatted(sku));
        var shipped = key();
        var firstShipment = shipping.send(shipped);
        assertThat(shipping.send(key()).status()).isEqualTo(201);
        http.post("/orders/" + order + "/cancellation", null);
        var receipt = new Post("/inventory/" + sku + "/receipts", "{\"quantity\":1}");
        var received = key();
        var firstReceipt = receipt.send(received);
        http.delete("/inventory/" + sku);

        assertSame(placing.send(placed), first);
        assertSame(shipping.send(shipped), firstShipment);
        assertSame(receipt.send(received), firstReceipt);
    }

    @Test
    void it_is_not_checked_again_which_version_it_was_meant_for() {
        var receipt = new Post("/inventory/" + service.stock(10) + "/receipts", "{\"quantity\":1}");
        var key = key();
        var first =
                http.send(receipt.request(http).header("Idempotency-Key", key).header("If-Match", "\"0\""));
        assertThat(first.status()).isEqualTo(200);
        assertSame(
                http.send(receipt.request(http).header("Idempotency-Key", key).header("If-Match", "\"0\"")), first);
    }

    @Test
    void the_same_key_for_something_else_is_a_422() {
        var path = "/inventory/" + service.stock(10);
        var key = key();
        assertThat(new Post(path + "/receipts", "{\"quantity\":1}").send(key).status())
                .isEqualTo(200);
        long events = service.events();
        assertReused(new Post(path + "/receipts", "{\"quantity\":2}").send(key));
        assertReused(new Post(path + "/receipts?location=main", "{\"quantity\":1}").send(key));
        assertReused(new Post("/orders", "{\"lines\":[]}").send(key));
        assertReused(http.send(new Post(path + "/receipts", "{\"quantity\":1}")
                .request(http)
                .header("Idempotency-Key", key)
                .header("Holdfast-Actor", "somebody else")));
        assertThat(service.events()).isEqualTo(events);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/audit/verifications", "/projections/holds/rebuilds"})
    void a_job_that_stores_no_event_is_begun_once_too(String path) {
        var job = new Post(path, null);
        var key = key();
        var first = job.send(key);
        assertThat(first.status()).as(first.text()).isEqualTo(202);
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        var again = job.send(key);
        assertThat(again.status()).as(again.text()).isEqualTo(202);
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertReused(
                http.send(job.request(http).header("Idempotency-Key", key).header("Holdfast-Actor", "somebody else")));
        var stale = http.send(job.request(http).header("If-Match", "\"7\""));
        assertThat(stale.status()).as("it has no version").isEqualTo(412);
        assertThat(stale.problem()).isEqualTo("stale-version");
        var dry = http.send(new Post(path + "?dryRun=true", null).request(http).header("If-Match", "\"7\""));
        assertThat(dry.status()).isEqualTo(412);
    }

    private static void assertReused(Answer answer) {
        if (answer.status() == 400) {
            return; // what can never be accepted is said first
        }
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("idempotency-key-reused");
        assertThat(answer.at("/retry").asString()).isEqualTo("NEVER");
    }

    @Test
    void a_refusal_is_not_remembered() {
        var sku = service.stock(1);
        var placing = new Post("/orders", Service.orderFor(sku, 2));
        var key = key();
        assertThat(placing.send(key).problem()).isEqualTo("insufficient-stock");
        assertThat(placing.send(key).problem()).isEqualTo("insufficient-stock");
        http.post("/inventory/" + sku + "/receipts", "{\"quantity\":1}");
        var placed = placing.send(key);
        assertThat(placed.status()).isEqualTo(201);
        assertSame(placing.send(key), placed);
        assertThat(http.get("/inventory/" + sku).at("/reserved").asLong()).isEqualTo(2);
    }

    @Test
    void a_refused_line_gives_back_the_others_and_the_same_key_may_ask_again() {
        var tea = service.stock(5);
        var cup = service.stock(0);
        var placing = new Post(
                "/orders",
                "{\"lines\":[{\"sku\":\"%s\",\"quantity\":5},{\"sku\":\"%s\",\"quantity\":1}]}".formatted(tea, cup));
        var key = key();
        assertThat(placing.send(key).problem()).isEqualTo("insufficient-stock");
        assertThat(http.get("/inventory/" + tea).at("/reserved").asLong()).isZero();
        http.post("/inventory/" + cup + "/receipts", "{\"quantity\":1}");
        assertThat(placing.send(key).status()).isEqualTo(201);
        assertThat(http.get("/inventory/" + tea).at("/reserved").asLong()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"k", "!#$%&'()*+-./:;<=>?@[]^_`{|}~", "\"with space, comma; and \\\\ \\\"quotes\\\"\""})
    void a_key_may_be_any_printable_text(String key) {
        var receipt = new Post("/inventory/" + service.stock(10) + "/receipts", "{\"quantity\":1}");
        var first = receipt.send(key);
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertSame(receipt.send(key), first);
    }

    @Test
    void a_key_is_the_same_with_and_without_quotes() {
        var receipt = new Post("/inventory/" + service.stock(10) + "/receipts", "{\"quantity\":1}");
        var key = key();
        var first = receipt.send(key);
        assertSame(receipt.send("\"" + key + "\""), first);
    }

    @Test
    void what_is_no_key_is_a_400_that_names_the_header() {
        var receipt = new Post("/inventory/" + service.stock(10) + "/receipts", "{\"quantity\":1}");
        long events = service.events();
        var wrong =
                List.of("", "\"\"", "\"open", "two words", "a,b", "\"a\"b\"", "\"a\\b\"", "\"a\";q=1", "k".repeat(101));
        for (var key : wrong) {
            assertMalformed(receipt.send(key), key);
        }
        var twice = receipt.request(http).header("Idempotency-Key", "a").header("Idempotency-Key", "b");
        assertMalformed(http.send(twice), "two of them");
        assertThat(service.events()).isEqualTo(events);
        assertThat(receipt.send("k".repeat(100)).status()).isEqualTo(200);
    }

    private static void assertMalformed(Answer answer, String key) {
        assertThat(answer.status()).as(key).isEqualTo(400);
        assertThat(answer.at("/errors/0/pointer").asString()).isEqualTo("Idempotency-Key");
    }

    @Test
    void other_methods_need_none_and_ignore_it() {
        var path = "/inventory/" + service.stock(10);
        for (int i = 0; i < 2; i++) {
            var put = http.request(path + "/reservations/order-1")
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", "two words")
                    .PUT(BodyPublishers.ofString("{\"quantity\":1}"));
            assertThat(http.send(put).status()).isEqualTo(200);
        }
    }

    @Test
    void orders_of_keys_that_grow_with_time_grow_with_time() {
        var sku = service.stock(10);
        var ids = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            var placed = new Post("/orders", Service.orderFor(sku, 1))
                    .send(TimeOrderedIds.next().toString());
            ids.add(placed.at("/orderId").asString());
            await().until(() -> TimeOrderedIds.next().getMostSignificantBits() >>> 16
                    > UUID.fromString(ids.getLast().substring("order-".length()))
                                    .getMostSignificantBits()
                            >>> 16);
        }
        assertThat(ids).isSorted();
    }

    @Test
    void while_the_first_one_runs_the_second_is_told_to_wait() throws Exception {
        var sku = service.stock(10);
        var entered = new CountDownLatch(1);
        var gate = new CountDownLatch(1);
        var holdUp = service.bean(Configuration.class)
                .commandBus()
                .registerDispatchInterceptor(commands -> (i, command) -> {
                    if (command.getPayload().toString().contains(sku)) {
                        entered.countDown();
                        await().until(() -> gate.getCount() == 0);
                    }
                    return command;
                });
        var placing = new Post("/orders", Service.orderFor(sku, 1));
        var key = key();
        var first = CompletableFuture.supplyAsync(() -> placing.send(key));
        try {
            entered.await();
            var second = placing.send(key);
            assertThat(second.status()).isEqualTo(409);
            assertThat(second.problem()).isEqualTo("request-in-progress");
            assertThat(second.at("/retry").asString()).isEqualTo("LATER");
            assertThat(second.at("/retryAfterMs").asLong()).isPositive();
            assertThat(second.header("Retry-After")).isEqualTo("1");
        } finally {
            gate.countDown();
        }
        assertThat(first.get().status()).isEqualTo(201);
        holdUp.cancel();
        assertSame(placing.send(key), first.get());
    }

    @Test
    void fifty_at_once_take_effect_once() throws Exception {
        var sku = service.stock(100);
        atOnce(List.of(http), new Post("/orders", Service.orderFor(sku, 1)), 50);
        assertThat(http.get("/inventory/" + sku).at("/reserved").asLong()).isEqualTo(1);
        atOnce(List.of(http), new Post("/inventory/" + sku + "/receipts", "{\"quantity\":1}"), 50);
        assertThat(http.get("/inventory/" + sku).at("/onHand").asLong()).isEqualTo(101);
        var order = service.order(sku, 5);
        atOnce(List.of(http), new Post("/orders/" + order + "/shipments", null), 50);
        assertThat(http.get("/inventory/" + sku).at("/onHand").asLong()).isEqualTo(96);
    }

    @Test
    void it_holds_in_every_process_at_once_and_after_a_restart(@TempDir Path shared) throws Exception {
        var key = key();
        Post placing;
        Answer first;
        int rounds = 10;
        try (var one = new Service(shared);
                var other = TestDatabase.kindOfThisRun() == TestDatabase.Kind.POSTGRES ? new Service(shared) : null) {
            var sku = one.stock(100);
            var processes = other == null ? List.of(one.http()) : List.of(one.http(), other.http());
            for (int round = 1; round <= rounds; round++) {
                atOnce(processes, new Post("/orders", Service.orderFor(sku, 1)), 8);
                assertThat(one.http().get("/inventory/" + sku).at("/reserved").asLong())
                        .isEqualTo(round);
            }
            assertThat(one.count("select count(*) from ledger where event_type = 'OrderPlaced'"))
                    .isEqualTo(rounds);
            placing = new Post("/orders", Service.orderFor(sku, 1));
            first = placing.send(one.http(), key);
            assertThat(first.status()).isEqualTo(201);
        }
        try (var restarted = new Service(shared)) {
            assertSame(placing.send(restarted.http(), key), first);
        }
    }

    /** Sends the same with the same key many times at once; exactly one takes effect. */
    private static void atOnce(List<Http> processes, Post post, int times) throws Exception {
        var key = key();
        var sends = IntStream.range(0, times)
                .<Callable<Answer>>mapToObj(i -> () -> post.send(processes.get(i % processes.size()), key))
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(sends).stream()
                    .map(answer -> answer.resultNow())
                    .toList();
            assertThat(answers).filteredOn(IdempotencyTest::isFirst).hasSize(1);
            var first = answers.stream()
                    .filter(IdempotencyTest::isFirst)
                    .findFirst()
                    .orElseThrow();
            assertThat(answers).filteredOn(answer -> !isFirst(answer)).allSatisfy(answer -> {
                if (answer.status() == 409) {
                    assertThat(answer.problem()).isEqualTo("request-in-progress");
                } else {
                    assertSame(answer, first);
                }
            });
            assertSame(post.send(processes.getLast(), key), first);
        }
    }

    private static boolean isFirst(Answer answer) {
        return answer.status() < 300 && answer.header("Idempotency-Replayed").isEmpty();
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
