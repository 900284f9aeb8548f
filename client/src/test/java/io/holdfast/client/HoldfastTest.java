package io.holdfast.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.holdfast.client.Played.Asked;
import io.holdfast.client.Result.Done;
import io.holdfast.client.Result.GaveUp;
import io.holdfast.client.Result.Refused;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the client does about each answer, against a server that plays them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HoldfastTest {

    static final Item TEA = Item.of("TEA-1");

    private final Played service = new Played();
    private final TestTime time = new TestTime();
    private final Holdfast holdfast = client(service.uri());

    private Holdfast client(URI uri) {
        return new Holdfast(Wire.to(uri), Patience.DEFAULT, time, new Random(42));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private static Write<StockItem> receive() {
        return Inventory.receive(TEA, 5, null);
    }

    private List<String> keys() {
        return service.asked().stream()
                .map(asked -> asked.header("Idempotency-key"))
                .toList();
    }

    @Nested
    @DisplayNameGeneration(ReplaceUnderscores.class)
    class A_refusal {

        @ParameterizedTest
        @EnumSource(
                value = Retry.class,
                names = {"NEVER", "AFTER_READ", "AFTER_CHANGE"})
        void that_does_not_clear_by_itself_is_handed_out_at_once(Retry retry) {
            service.refuse(409, "stock-held", retry);
            var refused = assertInstanceOf(Refused.class, holdfast.send(receive()));
            assertThat(refused.problem().retry()).isEqualTo(retry);
            assertThat(refused.problem().slug()).isEqualTo("stock-held");
            assertThat(refused.mayHaveHappened()).isFalse();
            assertThat(service.asked()).hasSize(1);
            assertThat(time.pauses).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"409, contention", "409, request-in-progress", "503, unavailable", "500, internal"})
        void that_clears_by_itself_is_waited_out_with_the_same_key(int status, String slug) {
            service.refuse(status, slug, Retry.LATER)
                    .refuse(status, slug, Retry.LATER)
                    .stock(15, 1);
            var done = assertInstanceOf(Done.class, holdfast.send(receive()));
            assertThat(done.version()).isEqualTo(OptionalLong.of(1));
            assertThat(keys()).hasSize(3).doesNotContain("").containsOnly(keys().getFirst());
            assertThat(time.pauses).hasSize(2);
        }

        @Test
        void has_its_time_to_wait_in_milliseconds_honoured_before_the_header_in_seconds() {
            var problem = "{\"retry\":\"LATER\",\"retryAfterMs\":200}";
            service.then(409, problem, "Retry-After", "1").stock(15, 1);
            holdfast.send(receive()).orThrow();
            assertThat(time.pauses)
                    .singleElement()
                    .satisfies(pause -> assertThat(pause.toMillis()).isBetween(200L, 300L));
        }

        @Test
        void may_say_when_in_seconds() {
            service.refuse(503, "unavailable", Retry.LATER, "Retry-After", "7").stock(15, 1);
            holdfast.send(receive()).orThrow();
            assertThat(time.pauses.getFirst().toMillis()).isBetween(7000L, 7100L);
        }

        @Test
        void may_say_when_with_a_date() {
            var date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                    TestTime.START.plusSeconds(9).atOffset(ZoneOffset.UTC));
            service.refuse(503, "unavailable", Retry.LATER, "Retry-After", date).stock(15, 1);
            holdfast.send(receive()).orThrow();
            assertThat(time.pauses.getFirst().toMillis()).isBetween(9000L, 9100L);
        }

        @ParameterizedTest
        @ValueSource(strings = {"soon", "-1", "99999999999999999999", "Thu, 01 Jan 1970 00:00:00 GMT", "1.5"})
        void that_says_when_in_no_way_that_is_known_is_waited_out_as_if_it_did_not(String header) {
            service.refuse(503, "unavailable", Retry.LATER, "Retry-After", header)
                    .stock(15, 1);
            holdfast.send(receive()).orThrow();
            assertThat(time.pauses.getFirst().toMillis()).isBetween(0L, 100L);
        }

        @ParameterizedTest
        @CsvSource({
            "408, LATER",
            "429, LATER",
            "502, LATER",
            "503, LATER",
            "504, LATER",
            "302, NEVER",
            "400, NEVER",
            "403, NEVER",
            "501, NEVER"
        })
        void of_something_in_between_is_judged_by_its_status(int status, Retry retry) {
            service.then(status, "<h1>No</h1>", "Content-Type", "text/html");
            var result = holdfast.with(Patience.DEFAULT.attempts(2)).send(receive());
            var problem = switch (result) {
                case Done<StockItem> done -> throw new AssertionError(done);
                case Refused<StockItem> refused -> refused.problem();
                case GaveUp<StockItem> gaveUp -> assertInstanceOf(Problem.class, gaveUp.last());
            };
            assertThat(problem.retry()).isEqualTo(retry);
            assertThat(problem.type()).isEqualTo("about:blank");
            assertThat(problem.status()).isEqualTo(status);
        }
    }

    @Nested
    @DisplayNameGeneration(ReplaceUnderscores.class)
    class Patience_is_over {

        @Test
        void after_so_many_attempts() {
            service.refuse(409, "contention", Retry.LATER);
            var gaveUp = assertInstanceOf(
                    GaveUp.class, holdfast.with(Patience.DEFAULT.attempts(4)).send(receive()));
            assertThat(gaveUp.attempts()).isEqualTo(4);
            assertThat(gaveUp.mayHaveHappened()).isFalse();
            assertThat(((Problem) gaveUp.last()).slug()).isEqualTo("contention");
            assertThat(service.asked()).hasSize(4);
            assertThat(time.pauses).hasSize(3);
        }

        @Test
        void before_a_pause_that_would_end_after_the_deadline() {
            service.refuse(503, "unavailable", Retry.LATER, "Retry-After", "4");
            var gaveUp = assertInstanceOf(
                    GaveUp.class,
                    holdfast.with(Patience.DEFAULT.total(Duration.ofSeconds(10)))
                            .send(receive()));
            assertThat(gaveUp.attempts()).isEqualTo(3);
            assertThat(time.pauses).hasSize(2);
            assertThat(time.nanos()).isLessThan(Duration.ofSeconds(10).toNanos());
        }

        @Test
        void at_once_if_it_is_asked_for_more_than_there_is() {
            service.refuse(503, "unavailable", Retry.LATER, "Retry-After", "3600");
            var gaveUp = assertInstanceOf(GaveUp.class, holdfast.send(receive()));
            assertThat(gaveUp.attempts()).isEqualTo(1);
            assertThat(time.pauses).isEmpty();
        }

        @Test
        void when_its_thread_is_interrupted() {
            service.stock(15, 1);
            Thread.currentThread().interrupt();
            var gaveUp = assertInstanceOf(GaveUp.class, holdfast.send(receive()));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(gaveUp.mayHaveHappened()).isTrue();
        }

        @Test
        void for_callers_that_want_the_value_or_nothing_it_throws_what_there_is_instead() {
            service.refuse(409, "contention", Retry.LATER);
            var result = holdfast.with(Patience.DEFAULT.attempts(1)).send(receive());
            assertThatThrownBy(result::orThrow)
                    .isInstanceOf(NotDone.class)
                    .hasMessageContaining("contention")
                    .extracting(thrown -> ((NotDone) thrown).result())
                    .isEqualTo(result);
        }
    }

    @Nested
    @DisplayNameGeneration(ReplaceUnderscores.class)
    class Without_an_answer {

        @Test
        void a_POST_is_sent_again_with_the_same_key() {
            service.cut().cut().then(200, Played.stockItem(15, 1), "ETag", "\"1\"", "Idempotency-Replayed", "true");
            var done = assertInstanceOf(Done.class, holdfast.send(receive()));
            assertThat(done.replayed()).isTrue();
            assertThat(keys()).hasSize(3).doesNotContain("").containsOnly(keys().getFirst());
        }

        @Test
        void a_POST_that_is_refused_then_has_certainly_not_happened() {
            service.cut().refuse(409, "insufficient-stock", Retry.AFTER_CHANGE);
            var refused = assertInstanceOf(Refused.class, holdfast.send(receive()));
            assertThat(refused.mayHaveHappened()).isFalse();
        }

        @Test
        void a_DELETE_that_is_refused_then_may_have_happened() {
            service.cut().refuse(409, "stock-deleted", Retry.AFTER_CHANGE);
            var refused = assertInstanceOf(Refused.class, holdfast.send(Inventory.delete(TEA, WhenReserved.REFUSE)));
            assertThat(refused.mayHaveHappened()).isTrue();
        }

        @Test
        void a_write_for_which_patience_is_over_may_have_happened_and_is_safely_sent_again() {
            service.cut();
            var write = receive();
            var hasty = holdfast.with(Patience.DEFAULT.attempts(2));
            var gaveUp = assertInstanceOf(GaveUp.class, hasty.send(write));
            assertThat(gaveUp.mayHaveHappened()).isTrue();
            assertThat(assertInstanceOf(NoAnswer.class, gaveUp.last()).sent()).isTrue();
            hasty.send(write);
            assertThat(keys()).hasSize(4).containsOnly(keys().getFirst());
        }

        @Test
        void a_write_that_is_still_at_work_elsewhere_may_have_happened() {
            service.refuse(409, "request-in-progress", Retry.LATER);
            var gaveUp = assertInstanceOf(
                    GaveUp.class, holdfast.with(Patience.DEFAULT.attempts(1)).send(receive()));
            assertThat(gaveUp.mayHaveHappened()).isTrue();
        }

        @Test
        void a_read_never_happened() {
            service.cut();
            var gaveUp = assertInstanceOf(GaveUp.class, holdfast.send(Inventory.get(TEA)));
            assertThat(gaveUp.mayHaveHappened()).isFalse();
            assertThat(gaveUp.attempts()).isEqualTo(Patience.DEFAULT.attempts());
        }

        @Test
        void because_nobody_listens_it_has_certainly_not_happened() {
            service.close();
            var gaveUp = assertInstanceOf(
                    GaveUp.class, holdfast.with(Patience.DEFAULT.attempts(3)).send(receive()));
            assertThat(gaveUp.attempts()).isEqualTo(3);
            assertThat(gaveUp.mayHaveHappened()).isFalse();
            assertThat(assertInstanceOf(NoAnswer.class, gaveUp.last()).sent()).isFalse();
        }

        @Test
        void in_time_it_is_sent_again() throws Exception {
            var silence = new CountDownLatch(1);
            service.then(exchange -> {
                        await(silence);
                        exchange.close();
                    })
                    .then(exchange -> {
                        exchange.sendResponseHeaders(200, 100);
                        exchange.getResponseBody().write('{');
                        exchange.getResponseBody().flush();
                        await(silence);
                        exchange.close();
                    })
                    .stock(15, 1);
            var hasty = holdfast.with(Patience.DEFAULT.answer(Duration.ofMillis(200)));
            assertThat(hasty.send(receive()).orThrow().onHand()).isEqualTo(15);
            silence.countDown();
            assertThat(keys()).hasSize(3).containsOnly(keys().getFirst());
        }

        @Test
        void that_can_be_read_it_is_not_known_what_was_done() {
            service.then(200, "{\"onHand\":");
            var gaveUp = assertInstanceOf(GaveUp.class, holdfast.send(receive()));
            assertThat(gaveUp.mayHaveHappened()).isTrue();
            assertThat(service.asked()).hasSize(1);
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Nested
    @DisplayNameGeneration(ReplaceUnderscores.class)
    class A_change {

        @Test
        void is_meant_for_the_version_that_was_read() {
            service.stock(10, 3).stock(11, 4);
            var item = holdfast.change(Inventory.get(TEA), read -> Inventory.count(TEA, read.onHand() + 1, "found"));
            assertThat(item.orThrow().onHand()).isEqualTo(11);
            assertThat(service.asked().getLast().header("If-match")).isEqualTo("\"3\"");
        }

        @Test
        void is_decided_anew_on_what_somebody_else_has_left() {
            service.stock(10, 3)
                    .refuse(412, "stale-version", Retry.AFTER_READ)
                    .stock(20, 4)
                    .stock(21, 5);
            var seen = new ArrayList<Long>();
            var result = holdfast.change(Inventory.get(TEA), read -> {
                seen.add(read.onHand());
                return Inventory.count(TEA, read.onHand() + 1, "found");
            });
            assertThat(result).isInstanceOf(Done.class);
            assertThat(seen).containsExactly(10L, 20L);
            assertThat(service.asked()).extracting(Asked::method).containsExactly("GET", "POST", "GET", "POST");
            assertThat(service.asked().getLast().header("If-match")).isEqualTo("\"4\"");
            assertThat(service.asked().getLast().body()).isEqualTo("{\"counted\":21,\"reason\":\"found\"}");
            assertThat(keys().get(1)).isNotEqualTo(keys().get(3));
            assertThat(time.pauses).hasSize(1);
        }

        @Test
        void is_given_up_after_so_many_reads() {
            for (int i = 0; i < 3; i++) {
                service.stock(10, 3).refuse(412, "stale-version", Retry.AFTER_READ);
            }
            var result = holdfast.with(Patience.DEFAULT.reads(3)).change(Inventory.get(TEA), read -> receive());
            var gaveUp = assertInstanceOf(GaveUp.class, result);
            assertThat(gaveUp.attempts()).isEqualTo(3);
            assertThat(gaveUp.mayHaveHappened()).isFalse();
            assertThat(service.asked()).hasSize(6);
        }

        @Test
        void is_not_decided_twice_if_the_version_that_it_meets_may_be_its_own_work() {
            var order = """
                    {"orderId":"order-1","status":"OPEN","placedAt":"2026-03-03T12:00:00Z","version":3,"lines":[]}""";
            service.then(200, order, "ETag", "\"3\"").cut().refuse(412, "stale-version", Retry.AFTER_READ);
            var result = holdfast.change(Orders.get("order-1"), read -> Orders.changeLine("order-1", TEA, 3, null));
            assertThat(assertInstanceOf(Refused.class, result).mayHaveHappened())
                    .isTrue();
            assertThat(service.asked()).extracting(Asked::method).containsExactly("GET", "PUT", "PUT");
        }

        @Test
        void of_what_cannot_be_read_comes_to_nothing() {
            service.refuse(404, "not-found", Retry.NEVER);
            var result = holdfast.change(Inventory.get(TEA), read -> receive());
            assertThat(assertInstanceOf(Refused.class, result).problem().slug()).isEqualTo("not-found");
            assertThat(service.asked()).hasSize(1);
        }
    }

    @Nested
    @DisplayNameGeneration(ReplaceUnderscores.class)
    class A_list {

        @Test
        void is_followed_to_its_last_page() {
            var page =
                    "{\"items\":[%s],\"next\":\"%s\"}".formatted(Played.stockItem(1, 0), "/inventory?after=TEA-1@main");
            service.then(200, page).then(200, page.replaceAll(",\"next\".*", "}"));
            var items = new ArrayList<StockItem>();
            var seen = holdfast.each(Inventory.list(StockItemFilter.ALL, 1), items::add);
            assertThat(seen.orThrow()).isEqualTo(2);
            assertThat(items).hasSize(2);
            assertThat(service.asked())
                    .extracting(Asked::target)
                    .containsExactly("/inventory?limit=1", "/inventory?after=TEA-1@main");
        }

        @ParameterizedTest
        @ValueSource(strings = {"/inventory?limit=1", "http://elsewhere.example/inventory", ".elsewhere.example/"})
        void is_not_followed_in_circles_nor_elsewhere(String next) {
            service.then(200, "{\"items\":[],\"next\":\"%s\"}".formatted(next));
            assertThat(holdfast.each(Inventory.list(StockItemFilter.ALL, 1), item -> {}))
                    .isInstanceOf(GaveUp.class);
            assertThat(service.asked()).hasSize(1);
        }
    }

    @Nested
    @DisplayNameGeneration(ReplaceUnderscores.class)
    class A_write {

        @Test
        void has_a_key_of_its_own_that_grows_with_time() {
            service.stock(15, 1);
            holdfast.send(receive());
            holdfast.send(receive());
            var keys = keys().stream()
                    .map(key -> UUID.fromString(key.replace("\"", "")))
                    .toList();
            assertThat(keys).doesNotHaveDuplicates().allSatisfy(key -> {
                assertThat(key.version()).isEqualTo(7);
                assertThat(key.variant()).isEqualTo(2);
                assertThat(System.currentTimeMillis() - (key.getMostSignificantBits() >>> 16))
                        .isBetween(0L, 60_000L);
            });
        }

        @Test
        void may_have_a_key_of_its_caller() {
            service.stock(15, 1);
            var key = UUID.randomUUID();
            holdfast.send(receive().key(key));
            assertThat(keys()).containsExactly("\"" + key + "\"");
        }

        @Test
        void is_asked_about_without_a_key() {
            service.then(
                    200,
                    "{\"dryRun\":true,\"events\":[{\"stream\":\"s\",\"type\":\"T\",\"data\":{\"a\":1},\"summary\":\"x\"}]}");
            var answer = holdfast.dryRun(receive().ifVersion(3)).orThrow();
            assertThat(answer.events()).extracting(DryRun.Event::type).containsExactly("T");
            assertThat(service.asked().getFirst().target()).isEqualTo("/inventory/TEA-1/receipts?dryRun=true");
            assertThat(service.asked().getFirst().header("If-match")).isEqualTo("\"3\"");
            assertThat(keys()).containsExactly("");
        }

        @Test
        void says_who_is_calling_if_it_was_said() {
            service.stock(15, 1);
            holdfast.as("shop").send(receive());
            assertThat(service.asked().getFirst().header("Holdfast-actor")).isEqualTo("shop");
        }
    }

    @Test
    void where_a_service_is_must_be_an_address() {
        for (var nowhere : List.of("localhost", "/inventory", "http://localhost:1?a=b")) {
            assertThatThrownBy(() -> Holdfast.at(URI.create(nowhere))).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
