package io.holdfast.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holdfast.ledger.Counter.Full;
import io.holdfast.ledger.Counter.Increment;
import io.holdfast.ledger.Counter.Read;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one database race for the same streams. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CommandsTest {

    Node here;
    Node there;

    @BeforeEach
    void two_nodes(@TempDir Path folder) {
        var database = TestDatabase.of(folder);
        here = new Node(database);
        there = new Node(database);
    }

    @AfterEach
    void stop() {
        here.close();
        there.close();
    }

    @Test
    void a_lost_race_is_decided_anew_on_what_the_winner_left() {
        here.increment("a");
        there.increment("a");
        assertThat(here.increment("a")).isEqualTo(3);
        assertThat(here.handled()).isEqualTo(3); // the last one twice: its cached counter stood at 1
    }

    @Test
    void a_lost_race_to_be_the_first_is_decided_anew_too() {
        var once = IntStream.iterate(0, i -> i + 1).iterator();
        here.beforeEveryAppend(() -> {
            if (once.next() == 0) {
                there.increment("a");
            }
        });
        assertThat(here.increment("a")).isEqualTo(2);
    }

    @Test
    void nobody_loses_twice() {
        var interfering = new ArrayList<CompletableFuture<Long>>();
        here.beforeEveryAppend(() -> {
            var other = there.commands().dispatch(new Increment("a", Long.MAX_VALUE));
            interfering.add(other);
            if (interfering.size() == 1) {
                other.join(); // the second one has to wait for us
            }
        });
        assertThat(here.increment("a")).isEqualTo(2);
        assertThat(interfering).extracting(CompletableFuture::join).containsExactly(1L, 3L);
        assertThat(here.handled()).isEqualTo(2);
    }

    @Test
    void whoever_loses_every_race_all_the_same_is_told_of_contention() {
        var attempts = new AtomicInteger();
        var commands = commandsOn(AlwaysLost.after(attempts));
        assertThatThrownBy(() -> commands.send(new Read("a")))
                .isInstanceOfSatisfying(Contention.class, contention -> {
                    assertThat(contention.attempts()).isEqualTo(Commands.ATTEMPTS);
                    assertThat(contention.retryAfter()).isPositive();
                })
                .hasMessage("Others changed the same thing at the same time; gave up after 5 attempts.")
                .hasNoCause();
        assertThat(attempts).hasValue(Commands.ATTEMPTS);
    }

    private Commands commandsOn(CommandBus bus) {
        var ledger = (Ledger) here.events();
        return new Commands(bus, bus, new Operations(new Claims(Locks.NONE), ledger, Map.of()), ledger);
    }

    /** A bus on which every command comes too late. */
    private static final class AlwaysLost {
        static CommandBus after(AtomicInteger attempts) {
            var bus = SimpleCommandBus.builder().build();
            bus.subscribe(Read.class.getName(), command -> {
                attempts.incrementAndGet();
                throw new ConcurrencyException("duplicate key value 'secret' in SQL");
            });
            return bus;
        }
    }

    @Test
    void a_refusal_is_not_tried_again() {
        here.increment("a");
        assertThatThrownBy(() -> here.commands().send(new Increment("a", 1))).isInstanceOf(Full.class);
        assertThat(here.handled()).isEqualTo(2);
    }

    @Test
    void what_does_not_exist_is_named() {
        var missing =
                catchThrowableOfType(NoSuchStream.class, () -> here.commands().send(new Read("nobody")));
        assertThat(missing.id()).isEqualTo("nobody");
    }

    @Test
    void many_at_once_on_both_nodes_all_count_once() throws Exception {
        int each = 50;
        var increments = Stream.of(here, there)
                .flatMap(node -> Collections.<Callable<Long>>nCopies(each, () -> untilItCounts(node)).stream())
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var increment : threads.invokeAll(increments)) {
                assertThat(increment.get()).isPositive();
            }
        }
        long events = here.database()
                .sql("select count(*) from ledger where stream_id = 'a'")
                .query(Long.class)
                .single();
        assertThat(events).isEqualTo(2L * each);
        assertThat(there.increment("a")).isEqualTo(2L * each + 1);
    }

    private static long untilItCounts(Node node) {
        while (true) {
            try {
                return node.increment("a");
            } catch (Contention again) {
                Thread.onSpinWait();
            }
        }
    }
}
