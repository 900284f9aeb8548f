package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.http.conflict.ConflictJournal;
import io.holdfast.ledger.Contention;
import io.holdfast.ledger.TimeOrderedIds;
import io.holdfast.standalone.Http.Answer;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What a rule refused is kept with all that it was about, and whoever is refused never waits for that. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ConflictJournalTest {

    static final String JOURNAL = "/audit/conflicts";
    static final int CLIENTS = 64;

    @TempDir
    static Path data;

    static Service service;
    static Http http;

    @BeforeAll
    static void start() {
        service = new Service(data, Accidents.class);
        http = service.http();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /** Refusals that no request can bring about by itself. */
    @RestController
    static class Accidents {

        @PostMapping("/accidents/{sku}/contention")
        void contention(@PathVariable String sku) {
            throw new Contention(5, Duration.ofMillis(1));
        }
    }

    /** A command that was refused, and what it was about. */
    record Refused(Answer answer, int status, String kind, String request, Set<String> skus, Set<String> orders) {}

    /** What refuses a command. */
    record Provocation(String name, Supplier<Refused> refusal) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Provocation> provocations() {
        return Stream.of(
                new Provocation("an item exists", () -> {
                    var sku = service.stock(1);
                    return refused(
                            as("ann").post("/inventory", "{\"sku\":\"" + sku + "\"}"),
                            "already-exists",
                            "POST /inventory",
                            sku);
                }),
                new Provocation("an address is taken", () -> {
                    var ann = Service.customer("taken@example.com", "taken");
                    http.post("/customers", ann);
                    return refused(as("ann").post("/customers", ann), "unique-violation", "POST /customers");
                }),
                new Provocation("an item is being deleted", () -> {
                    var sku = service.stock(2);
                    service.order(sku, 1);
                    http.delete("/inventory/" + sku + "?whenReserved=recall");
                    return refused(
                            as("ann").post("/orders", Service.orderFor(sku, 1)),
                            "stock-being-deleted",
                            "POST /orders",
                            sku);
                }),
                new Provocation("an item was deleted", () -> {
                    var sku = service.stock(1);
                    http.delete("/inventory/" + sku);
                    return refused(
                            as("ann").post("/orders", Service.orderFor(sku, 1)), "stock-deleted", "POST /orders", sku);
                }),
                new Provocation("several orders hold an item", () -> {
                    var sku = service.stock(3);
                    var first = service.order(sku, 1);
                    var orders = Set.of(first, service.order(sku, 1));
                    var path = "/inventory/" + sku;
                    return new Refused(
                            as("ann").delete(path), 409, "stock-held", "DELETE " + path, Set.of(sku), orders);
                }),
                new Provocation("there is not enough", () -> {
                    var sku = service.stock(1);
                    return refused(
                            as("ann").post("/orders", Service.orderFor(sku, 2)),
                            "insufficient-stock",
                            "POST /orders",
                            sku);
                }),
                new Provocation("several lines cannot be had", () -> {
                    var tea = service.stock(1);
                    var cup = service.stock(1);
                    var order = "{\"lines\":[{\"sku\":\"%s\",\"quantity\":2},{\"sku\":\"%s\",\"quantity\":2}]}"
                            .formatted(tea, cup);
                    return refused(as("ann").post("/orders", order), "lines-refused", "POST /orders", tea, cup);
                }),
                new Provocation("an order is cancelled", () -> {
                    var order = service.order(service.stock(1), 1);
                    var path = "/orders/" + order + "/cancellation";
                    http.post(path, null);
                    return new Refused(
                            as("ann").post(path, null),
                            409,
                            "illegal-transition",
                            "POST " + path,
                            Set.of(),
                            Set.of(order));
                }),
                new Provocation("a version in a body is stale", () -> {
                    var sku = service.stock(1);
                    var path = "/inventory/" + sku + "/receipts";
                    var answer = as("ann").post(path, "{\"quantity\":1,\"expectedVersion\":7}");
                    return refused(answer, "stale-version", "POST " + path, sku);
                }),
                new Provocation("a version in a header is stale", () -> {
                    var sku = service.stock(1);
                    var path = "/inventory/" + sku;
                    var answer = http.send(http.request(path)
                            .header("If-Match", "\"7\"")
                            .header("Holdfast-Actor", "ann")
                            .DELETE());
                    return new Refused(answer, 412, "stale-version", "DELETE " + path, Set.of(sku), Set.of());
                }),
                new Provocation("a key was used for something else", () -> {
                    var sku = service.stock(1);
                    var path = "/inventory/" + sku + "/receipts";
                    var key = TimeOrderedIds.next().toString();
                    keyed(path, key, "{\"quantity\":1}");
                    return new Refused(
                            keyed(path, key, "{\"quantity\":2}"),
                            422,
                            "idempotency-key-reused",
                            "POST " + path,
                            Set.of(sku),
                            Set.of());
                }),
                new Provocation("a shipment picked it for another order", () -> {
                    var sku = service.stock(3);
                    var order = service.order(sku, 1);
                    var path = "/inventory/" + sku + "/picks/shipment-" + TimeOrderedIds.next();
                    var answer = as("ann").put(path, "{\"orderId\":\"order-1\",\"quantity\":1}");
                    assertThat(order).isNotEqualTo("order-1");
                    return new Refused(
                            answer, 409, "insufficient-stock", "PUT " + path, Set.of(sku), Set.of("order-1"));
                }),
                new Provocation("a customer is erased already", () -> {
                    var path = "/customers/" + service.customer();
                    http.delete(path);
                    return new Refused(as("ann").delete(path), 410, "gone", "DELETE " + path, Set.of(), Set.of());
                }),
                new Provocation(
                        "others were first",
                        () -> refused(
                                as("ann").post("/accidents/TEA-7/contention", null),
                                "contention",
                                "POST /accidents/TEA-7/contention",
                                "TEA-7")));
    }

    @ParameterizedTest
    @MethodSource("provocations")
    void a_refused_command_is_kept_once_with_all_that_it_was_about(Provocation provocation) {
        var refused = provocation.refusal().get();
        assertThat(refused.answer().status()).as(refused.answer().text()).isEqualTo(refused.status());
        assertThat(refused.answer().problem()).isEqualTo(refused.kind());
        var kept = kept(refused.answer());
        assertThat(kept.at("/kind").asString()).isEqualTo(refused.kind());
        assertThat(kept.at("/status").asInt()).isEqualTo(refused.status());
        assertThat(kept.at("/request").asString()).isEqualTo(refused.request());
        assertThat(kept.at("/actor").asString()).isEqualTo("ann");
        assertThat(kept.at("/detail")).isEqualTo(refused.answer().at("/detail"));
        assertThat(texts(kept.at("/skus"))).isEqualTo(refused.skus());
        assertThat(texts(kept.at("/orders"))).isEqualTo(refused.orders());
        assertThat(kept.at("/facts/sku")).isEqualTo(refused.answer().at("/sku"));
        assertThat(kept.at("/facts/blockers")).isEqualTo(refused.answer().at("/blockers"));

        var at = Instant.parse(kept.at("/at").asString());
        var filters = new ArrayList<>(
                List.of("actor=ann", "kind=" + refused.kind(), "from=%s&to=%s".formatted(at, at.plusMillis(1))));
        refused.skus().forEach(sku -> filters.add("sku=" + sku));
        refused.orders().forEach(order -> filters.add("order=" + order));
        filters.add(String.join(
                        "&",
                        filters.stream()
                                .filter(filter -> !filter.startsWith("sku=") && !filter.startsWith("order="))
                                .toList())
                + refused.skus().stream().findFirst().map(sku -> "&sku=" + sku).orElse("")
                + refused.orders().stream()
                        .findFirst()
                        .map(order -> "&order=" + order)
                        .orElse(""));
        for (var filter : filters) {
            assertThat(ids(JOURNAL + "?limit=500&" + filter))
                    .as(filter)
                    .contains(kept.at("/id").asString());
        }
        for (var other : List.of(
                "actor=bob",
                "kind=not-found",
                "sku=OTHER",
                "order=order-other",
                "from=" + at.plusMillis(1),
                "to=" + at)) {
            assertThat(ids(JOURNAL + "?limit=500&" + other))
                    .as(other)
                    .doesNotContain(kept.at("/id").asString());
        }
    }

    @Test
    void what_is_wrong_in_itself_or_dry_or_only_read_is_no_refused_command() {
        var sku = service.stock(1);
        var order = Service.orderFor(sku, 2);
        var others = List.of(
                as("eve").post("/orders?dryRun=true", order),
                as("eve").post("/orders", "{}"),
                as("eve").post("/orders/order-none/cancellation", null),
                as("eve").get("/inventory/NONE"));
        assertThat(others).extracting(Answer::status).containsExactly(409, 400, 404, 404);
        var last = as("eve").post("/orders", order);
        kept(last);
        assertThat(ids(JOURNAL + "?actor=eve")).hasSize(1);
    }

    @Test
    void as_many_are_kept_as_were_refused_when_many_race_for_one_item() throws Exception {
        var sku = service.stock(10);
        var answers = Together.all(Collections.nCopies(CLIENTS, () -> http.post("/orders", Service.orderFor(sku, 1))));
        long refused = answers.stream().filter(answer -> answer.status() == 409).count();
        assertThat(refused).isEqualTo(CLIENTS - 10);
        await().until(() -> ids(JOURNAL + "?limit=500&sku=" + sku).size() >= refused);
        assertThat(ids(JOURNAL + "?limit=500&sku=" + sku)).hasSize((int) refused);
    }

    @Test
    void pages_have_everything_once_newest_first_while_others_are_refused() throws Exception {
        var sku = service.stock(1);
        Callable<Answer> refusal = () -> http.post("/orders", Service.orderFor(sku, 2));
        Together.all(Collections.nCopies(25, refusal));
        await().until(() -> ids(JOURNAL + "?sku=" + sku).size() == 25);
        var before = ids(JOURNAL + "?sku=" + sku);
        var seen = new ArrayList<String>();
        for (var next = JOURNAL + "?limit=3&sku=" + sku; !next.isEmpty(); ) {
            var page = http.get(next);
            page.at("/items").forEach(item -> seen.add(item.at("/id").asString()));
            next = page.at("/next").asString("");
            kept(refusal.call());
        }
        assertThat(seen)
                .isSortedAccordingTo(Collections.reverseOrder())
                .doesNotHaveDuplicates()
                .containsAll(before);
    }

    @Test
    void nothing_personal_is_in_it() {
        var person = Service.customer("Secret.Person@example.com", "secretname");
        var customer = http.post("/customers", person).at("/customerId").asString();
        kept(http.post("/customers", person));
        var order = http.post("/orders", Service.orderFor(customer, service.stock(1), 1));
        assertThat(order.status()).isEqualTo(201);
        kept(http.delete("/customers/" + customer + ";email=secret.person@example.com"));
        var everything = new ArrayList<String>();
        for (var table : List.of("conflicts", "conflict_subjects")) {
            service.database()
                    .sql("select * from " + table)
                    .query()
                    .listOfRows()
                    .forEach(row -> everything.add(row.toString()));
        }
        assertThat(everything)
                .hasSizeGreaterThan(2)
                .noneMatch(row -> row.toLowerCase(Locale.ROOT).contains("secret"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "colour=red", "sku=%00", "sku=a%20b", "order=%00", "order=7", "actor=%00", "actor=caf%C3%A9",
                        "kind=%00",
                "kind=rain", "from=%00", "from=yesterday", "to=2026", "limit=0", "limit=501", "after=%00", "after=1"
            })
    void a_filter_that_cannot_be_meant_is_refused_and_named(String query) {
        var answer = http.get(JOURNAL + "?" + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.at("/errors/0/pointer").asString()).isEqualTo("?" + query.replaceAll("=.*", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"+1000000000-12-31T23:59:59.999999999Z", "-1000000000-01-01T00:00:00Z", "0000-01-01T00:00:00Z"})
    void any_time_can_be_asked_for(String time) {
        kept(http.post("/orders", Service.orderFor(service.stock(1), 2)));
        var encoded = time.replace("+", "%2B");
        boolean past = !time.startsWith("+");
        assertThat(ids(JOURNAL + "?from=" + encoded).isEmpty()).isNotEqualTo(past);
        assertThat(ids(JOURNAL + "?to=" + encoded).isEmpty()).isEqualTo(past);
    }

    @Test
    void the_oldest_go_when_there_are_too_many_or_they_are_too_old(@TempDir Path folder) {
        String sku;
        String last;
        try (var bounded = new Service(folder, "--holdfast.conflicts.max-count=20")) {
            sku = bounded.stock(1);
            last = refuse(bounded, sku, 70);
            await().untilAsserted(() -> {
                assertThat(bounded.http()
                                .get(JOURNAL)
                                .at("/items/0/correlationId")
                                .asString())
                        .isEqualTo(last);
                assertThat(bounded.count("select count(*) from conflicts")).isEqualTo(20);
                assertThat(bounded.count("select count(*) from conflict_subjects"))
                        .isEqualTo(20);
            });
        }
        try (var forgetful = new Service(folder, "--holdfast.conflicts.max-age=1s")) {
            await().atMost(Duration.ofSeconds(20)).until(() -> forgetful.count("select count(*) from conflicts") == 0);
            assertThat(forgetful.count("select count(*) from conflict_subjects"))
                    .isZero();
        }
    }

    @Test
    void what_waits_is_written_when_the_program_stops(@TempDir Path folder) {
        String last;
        try (var stopping = new Service(folder)) {
            last = refuse(stopping, stopping.stock(1), 5);
        }
        try (var again = new Service(folder)) {
            assertThat(again.http().get(JOURNAL).at("/items/0/correlationId").asString())
                    .isEqualTo(last);
        }
    }

    @Test
    void it_can_be_switched_off(@TempDir Path folder) {
        try (var off = new Service(folder, "--holdfast.conflicts.enabled=false")) {
            refuse(off, off.stock(1), 1);
            assertThat(off.http().get(JOURNAL).at("/items")).isEmpty();
        }
    }

    /** The database is away for whoever writes the journal, and only there: it waits for an answer that never comes. */
    @Configuration(proxyBeanMethods = false)
    static class Away {

        static volatile CountDownLatch back = new CountDownLatch(0);

        @Bean
        static BeanPostProcessor cable() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof DataSource source ? new Cut(source) : bean;
                }
            };
        }

        private static final class Cut extends DelegatingDataSource {
            Cut(DataSource source) {
                super(source);
            }

            @Override
            public Connection getConnection() throws SQLException {
                if (back.getCount() > 0 && Thread.currentThread().getName().equals("conflict-journal")) {
                    try {
                        back.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    throw new SQLTransientConnectionException("away");
                }
                return super.getConnection();
            }
        }
    }

    @Test
    void an_outage_loses_what_does_not_fit_into_the_queue_and_nobody_waits(@TempDir Path folder) {
        int queue = 20;
        int sent = 300;
        try (var service = new Service(folder, Away.class, "--holdfast.conflicts.queue=" + queue)) {
            var sku = service.stock(1);
            Away.back = new CountDownLatch(1);
            refuse(service, sku, sent); // they are all answered although the journal's thread stands still
            var dropped = service.bean(MeterRegistry.class)
                    .get("holdfast.conflicts.dropped")
                    .counter();
            assertThat(dropped.count()).isBetween(1.0, (double) sent - queue);
            assertThat(service.count("select count(*) from conflicts")).isZero();
            Away.back.countDown();
            await().untilAsserted(() -> assertThat(service.count("select count(*) from conflicts"))
                    .isEqualTo(sent - (long) dropped.count()));
            var last = refuse(service, sku, 1);
            await().untilAsserted(() -> assertThat(service.http()
                            .get(JOURNAL)
                            .at("/items/0/correlationId")
                            .asString())
                    .isEqualTo(last));
        } finally {
            Away.back.countDown();
        }
    }

    @Test
    void what_cannot_be_written_down_is_refused_all_the_same() {
        service.bean(ConflictJournal.class).add(() -> {
            throw new IllegalStateException("nobody thought of this");
        });
        kept(http.post("/orders", Service.orderFor(service.stock(1), 2)));
    }

    /** Is refused so often; answers the last one's correlation. */
    private static String refuse(Service service, String sku, int times) {
        var answers = IntStream.range(0, times)
                .mapToObj(i -> service.http().post("/orders", Service.orderFor(sku, 2)))
                .toList();
        assertThat(answers).extracting(Answer::status).containsOnly(409);
        return answers.getLast().at("/correlationId").asString();
    }

    private static Http as(String actor) {
        return http.as(actor);
    }

    private static Answer keyed(String path, String key, String body) {
        return http.send(http.request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .header("Holdfast-Actor", "ann")
                .POST(BodyPublishers.ofString(body)));
    }

    private static Refused refused(Answer answer, String kind, String request, String... skus) {
        return new Refused(answer, 409, kind, request, Set.of(skus), Set.of());
    }

    /** The one entry for this answer, as soon as it is there. */
    private static JsonNode kept(Answer refusal) {
        var correlation = refusal.at("/correlationId").asString();
        var found = new ArrayList<JsonNode>();
        await().until(() -> {
            found.clear();
            http.get(JOURNAL + "?limit=500").at("/items").forEach(item -> {
                if (item.at("/correlationId").asString().equals(correlation)) {
                    found.add(item);
                }
            });
            return !found.isEmpty();
        });
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static List<String> ids(String path) {
        return http.get(path)
                .at("/items")
                .valueStream()
                .map(item -> item.at("/id").asString())
                .toList();
    }

    private static Set<String> texts(JsonNode list) {
        var texts = new HashSet<String>();
        list.forEach(text -> texts.add(text.asString()));
        return texts;
    }
}
