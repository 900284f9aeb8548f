package io.holdfast.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.ledger.Counter.Add;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What has a name takes effect once, also when two nodes that see no claims of each other are at it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OperationTest {

    TestDatabase database;
    Node here;
    Node there;

    @BeforeEach
    void two_nodes(@TempDir Path folder) {
        database = TestDatabase.of(folder);
        here = new Node(database);
        there = new Node(database);
    }

    @AfterEach
    void the_ledger_is_sound() {
        here.close();
        there.close();
        assertThat(LedgerCheck.of(database).findings()).isEmpty();
    }

    @Test
    void repeated_it_answers_the_state_after_its_last_event() {
        here.increment("a");
        assertThat(once(here, "buy", new Add("a", 3))).isEqualTo(new Recorded<>(4L, 3));
        here.increment("a");
        for (var node : List.of(here, there)) {
            assertThat(once(node, "buy", new Add("a", 3))).isEqualTo(new Recorded<>(4L, 3));
        }
        assertThat(here.increment("a")).isEqualTo(6);
    }

    @Test
    void its_name_means_one_thing() {
        once(here, "buy", new Add("a", 1));
        assertThatThrownBy(() -> run(there, "buy", "2", () -> there.commands().send(new Add("a", 1))))
                .isInstanceOf(OperationReused.class);
    }

    @Test
    void two_nodes_at_once_do_it_once() throws Exception {
        for (int round = 1; round <= 20; round++) {
            var name = "buy-" + round;
            var sends = new ArrayList<Callable<Recorded<Long>>>();
            for (var node : List.of(here, there)) {
                sends.add(() -> untilDone(node, name));
            }
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var answer : threads.invokeAll(sends)) {
                    assertThat(answer.get()).isEqualTo(new Recorded<>((long) round, round - 1));
                }
            }
        }
    }

    private static Recorded<Long> untilDone(Node node, String name) {
        while (true) {
            try {
                return once(node, name, new Add("a", 1));
            } catch (OperationInProgress again) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void gives_the_same_ids_to_the_same_questions() throws Exception {
        var ids = run(here, "buy", "1", OperationTest::ids);
        assertThat(run(there, "buy", "1", OperationTest::ids)).isEqualTo(ids);
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(run(here, "buy", "2", OperationTest::ids)).doesNotContainAnyElementsOf(ids);
        assertThat(run(here, "sell", "1", OperationTest::ids)).doesNotContainAnyElementsOf(ids);
        assertThat(ids()).as("without a name").doesNotContainAnyElementsOf(ids());
        assertThat(ids).allMatch(id -> id.version() == 8 && id.variant() == 2);
    }

    @Test
    void a_name_that_grows_with_time_gives_ids_that_do() throws Exception {
        var name = TimeOrderedIds.next();
        assertThat(run(here, name.toString(), "1", OperationTest::ids))
                .allMatch(id -> id.version() == 7 && id.variant() == 2)
                .allMatch(id -> id.getMostSignificantBits() >>> 16 == name.getMostSignificantBits() >>> 16)
                .doesNotHaveDuplicates();
    }

    private static List<UUID> ids() {
        return IntStream.rangeClosed(1, 3)
                .boxed()
                .flatMap(attempt -> List.of("order", "shipment").stream().map(what -> Operation.newId(attempt, what)))
                .toList();
    }

    private static Recorded<Long> once(Node node, String name, Add command) {
        return run(node, name, "1", () -> node.commands().send(command));
    }

    private static <R> R run(
            Node node, String name, String fingerprint, ScopedValue.CallableOp<R, RuntimeException> work) {
        assertThat(node).isNotNull();
        return ScopedValue.where(Operation.CURRENT, new Operation(name, fingerprint, () -> {}))
                .call(work);
    }
}
