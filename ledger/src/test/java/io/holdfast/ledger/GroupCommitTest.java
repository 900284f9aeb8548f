package io.holdfast.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.ledger.Counter.Break;
import io.holdfast.ledger.Counter.Count;
import io.holdfast.ledger.Counter.Full;
import io.holdfast.ledger.Counter.Increment;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.config.Configuration;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that arrive together share a transaction, but not their fate. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class GroupCommitTest {

    /** The ledger takes no stream id as long as this. */
    static final String TOO_LONG = "x".repeat(161);

    TestDatabase database;
    Node node;

    @BeforeEach
    void a_node(@TempDir Path folder) {
        database = TestDatabase.of(folder);
        node = new Node(database);
    }

    @AfterEach
    void the_ledger_is_sound() {
        node.close();
        assertThat(LedgerCheck.of(database).findings()).isEmpty();
    }

    @Test
    void commands_that_arrive_together_share_a_commit() {
        var answers = together(IntStream.range(0, 20)
                .mapToObj(i -> increment("counter-" + i % 4))
                .toArray(Command<?>[]::new));
        assertThat(answers).extracting(GroupCommitTest::result).containsOnly(1L, 2L, 3L, 4L, 5L);
        assertThat(batches().count())
                .as("the one that kept the writer busy, and all others")
                .isEqualTo(2);
        assertThat(batches().max()).isEqualTo(20);
    }

    @Test
    void a_refused_command_changes_nothing_in_its_batch() {
        node.increment("full");
        var answers = together(
                increment("a"), new Increment("full", 1), new Increment("new", 0), increment("a"), increment("new"));
        assertThat(answers.stream().map(GroupCommitTest::result))
                .satisfiesExactly(
                        a -> assertThat(a).isEqualTo(1L),
                        full -> assertThat(full).isInstanceOf(Full.class),
                        refused -> assertThat(refused).isInstanceOf(Full.class),
                        a -> assertThat(a).isEqualTo(2L),
                        first -> assertThat(first).isEqualTo(1L));
        assertThat(batches().max()).as("nobody was executed again").isEqualTo(5);
        assertThat(node.handled()).isEqualTo(1 + 1 + 5);
        assertThat(streams()).containsExactly("full 0", "busy 0", "a 0", "a 1", "new 0");
    }

    @Test
    void a_handler_that_breaks_half_way_leaves_nothing_and_poisons_nobody() {
        node.increment("b");
        var answers = together(increment("a"), new Break("b"), increment("b"), new Break("c"), increment("a"));
        assertThat(answers.stream().map(GroupCommitTest::result))
                .satisfiesExactly(
                        a -> assertThat(a).isEqualTo(1L),
                        broken -> assertThat(broken)
                                .isInstanceOfSatisfying(
                                        IllegalStateException.class,
                                        e -> assertThat(e).hasMessage("broken")),
                        b -> assertThat(b).isEqualTo(2L),
                        broken -> assertThat(broken).isInstanceOf(IllegalStateException.class),
                        a -> assertThat(a).isEqualTo(2L));
        assertThat(streams()).containsExactly("b 0", "busy 0", "a 0", "b 1", "a 1");
        assertThat(node.increment("b")).isEqualTo(3);
    }

    @Test
    void only_whoever_made_the_append_fail_fails() {
        var answers = together(increment("a"), increment(TOO_LONG), increment("b"), increment("a"));
        assertThat(answers.stream().map(GroupCommitTest::result))
                .satisfiesExactly(
                        a -> assertThat(a).isEqualTo(1L),
                        guilty -> assertThat(guilty).isInstanceOf(EventStoreException.class),
                        b -> assertThat(b).isEqualTo(1L),
                        a -> assertThat(a).isEqualTo(2L));
        assertThat(streams()).containsExactly("busy 0", "a 0", "b 0", "a 1");
    }

    @Test
    void a_lost_race_takes_the_others_along_without_loss() {
        try (var other = new Node(database)) {
            node.increment("a");
            other.increment("a");
            var answers = together(increment("b"), increment("a"), increment("c"));
            assertThat(answers).extracting(GroupCommitTest::result).containsExactly(1L, 3L, 1L);
        }
    }

    @Test
    void an_operation_takes_effect_once_also_within_a_batch() {
        assertThat(once("buy-1", increment("a"))).isEqualTo(1L);
        assertThatThrownBy(() -> once("buy-1", increment("a"))).isInstanceOf(OperationRepeated.class);
        assertThat(once("buy-2", new Count("a", 3))).isEqualTo(4L);
        assertThat(node.increment("a")).isEqualTo(5);
        assertThat(node.database()
                        .sql("select operation_id from ledger where operation_id is not null order by position")
                        .query(String.class)
                        .list())
                .as("on the first event of each")
                .containsExactly("buy-1", "buy-2");
    }

    @Test
    void a_command_is_answered_when_its_event_is_there_for_everybody() {
        var seen = node.commands()
                .dispatch(increment("a"))
                .thenApply(value -> node.database()
                        .sql("select count(*) from ledger where stream_id = 'a'")
                        .query(Long.class)
                        .single());
        assertThat(result(seen)).isEqualTo(1L);
    }

    @Test
    void closing_answers_everybody_who_was_taken() {
        var commands = node.commands();
        var gate = keepBusy();
        var taken = Stream.generate(() -> increment("a"))
                .limit(500)
                .map(commands::dispatch)
                .toList();
        var closing = CompletableFuture.runAsync(node::close);
        gate.countDown();
        closing.join();
        assertThat(taken).allMatch(CompletableFuture::isDone).allMatch(answer -> !answer.isCompletedExceptionally());
        try (var restarted = new Node(database)) {
            assertThat(restarted.increment("a")).isEqualTo(501);
        }
    }

    private static Increment increment(String counter) {
        return new Increment(counter, Long.MAX_VALUE);
    }

    private <R> R once(String operation, Command<R> command) {
        return Commands.answer(node.commands().dispatch(command, Map.of(Caller.OPERATION, operation)));
    }

    /** Dispatches commands while the writer is busy with another one, so that it finds all of them at once. */
    private List<? extends CompletableFuture<?>> together(Command<?>... commands) {
        var gate = keepBusy();
        var answers = Arrays.stream(commands).map(node.commands()::dispatch).toList();
        gate.countDown();
        return answers;
    }

    /** Returns when the writer executes a command that ends when the gate is opened. */
    private CountDownLatch keepBusy() {
        var entered = new CountDownLatch(1);
        var gate = new CountDownLatch(1);
        node.bean(Configuration.class).commandBus().registerHandlerInterceptor((unit, chain) -> {
            if (unit.getMessage().getPayload().equals(increment("busy"))) {
                entered.countDown();
                gate.await();
            }
            return chain.proceed();
        });
        assertThat(node.commands().dispatch(increment("busy"))).isNotDone();
        try {
            entered.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return gate;
    }

    /** What a command was answered, or why it failed. */
    private static Object result(CompletableFuture<?> answer) {
        try {
            return Commands.answer(answer);
        } catch (RuntimeException failure) {
            return failure;
        }
    }

    private DistributionSummary batches() {
        return node.bean(MeterRegistry.class).get("holdfast.batch.size").summary();
    }

    private List<String> streams() {
        return node.database()
                .sql("select stream_id || ' ' || stream_version from ledger order by position")
                .query((row, index) -> row.getString(1))
                .list();
    }
}
