package io.holdfast.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.ledger.Counter.CounterEvent;
import io.holdfast.ledger.Counter.Incremented;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is answered when, and what if the disk or the queue is at its end. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WriterTest {

    static final int CAPACITY = 3;

    Node node;
    StandaloneWriter standalone;

    @BeforeEach
    void a_writer(@TempDir Path folder) {
        node = new Node(TestDatabase.of(folder));
        standalone = new StandaloneWriter(node, CAPACITY);
    }

    @AfterEach
    void stop() {
        standalone.stop();
        node.close();
    }

    @Test
    void nobody_is_answered_before_the_disk_has_it() {
        var gate = standalone.holdUp();
        var answer = store("a", 0);
        await().until(() -> stored().equals(List.of("a")));
        assertThat(answer).as("committed, but not durable").isNotDone();
        gate.countDown();
        assertThat(answer.join()).isEqualTo("done");
    }

    @Test
    void if_the_disk_fails_the_outcome_is_unknown_and_nothing_is_built_on_it() {
        standalone.whenItSyncs(() -> {
            throw new IllegalStateException("disk");
        });
        assertThat(store("a", 0).join()).isInstanceOf(OutcomeUnknown.class);
        standalone.whenItSyncs(() -> {});
        assertThat(store("b", 0).join()).isInstanceOf(Unavailable.class);
        assertThat(stored()).containsExactly("a");
    }

    @Test
    void what_stores_nothing_does_not_wait_for_the_disk() {
        var synced = new AtomicBoolean();
        standalone.whenItSyncs(() -> synced.set(true));
        assertThat(submit(command -> "nothing to store").join()).isEqualTo("nothing to store");
        assertThat(synced).isFalse();
    }

    @Test
    void a_full_queue_refuses_one_more_at_once_and_forgets_nobody() {
        var gate = standalone.holdUp();
        var first = store("a", 0);
        await().until(() -> !stored().isEmpty()); // it has left the queue
        var waiting = IntStream.range(0, CAPACITY).mapToObj(i -> store("b", i)).toList();
        assertThat(store("c", 0).join()).isInstanceOf(Unavailable.class);
        gate.countDown();
        assertThat(Stream.concat(Stream.of(first), waiting.stream()).map(CompletableFuture::join))
                .containsOnly("done")
                .hasSize(1 + CAPACITY);
        assertThat(stored()).containsExactly("a", "b", "b", "b");
    }

    @Test
    void a_caller_that_stumbles_over_its_answer_harms_nobody() {
        var answers = new ArrayList<Object>();
        standalone.writer().submit(work(command -> "first", answer -> {
            answers.add(answer);
            throw new IllegalStateException("stumbled");
        }));
        assertThat(store("a", 0).join()).isEqualTo("done");
        assertThat(answers).containsExactly("first");
    }

    @Test
    void after_stopping_nothing_is_taken() {
        standalone.stop();
        assertThat(store("a", 0).join()).isInstanceOf(Unavailable.class);
        assertThat(stored()).isEmpty();
    }

    @Test
    void an_error_in_a_handler_is_its_own_matter() {
        var broken = submit(command -> {
            throw new StackOverflowError();
        });
        assertThat(broken.join()).isInstanceOf(StackOverflowError.class);
        assertThat(store("a", 0).join()).isEqualTo("done");
    }

    private CompletableFuture<Object> store(String stream, long version) {
        var events = node.bean(Configuration.class).eventStore();
        return submit(command -> {
            CounterEvent event = new Incremented(stream, version + 1);
            events.publish(new GenericDomainEventMessage<>("Counter", stream, version, event));
            return "done";
        });
    }

    private interface Handler {
        Object handle(CommandMessage<?> command) throws Exception;
    }

    private CompletableFuture<Object> submit(Handler handler) {
        var answer = new CompletableFuture<Object>();
        try {
            standalone.writer().submit(work(handler, answer::complete));
        } catch (Unavailable refused) {
            answer.complete(refused);
        }
        return answer;
    }

    private static Work work(Handler handler, Consumer<Object> answer) {
        return new Work(
                GenericCommandMessage.asCommandMessage("a command"),
                handler::handle,
                List.of(),
                answer,
                System.nanoTime());
    }

    private List<String> stored() {
        return node.database()
                .sql("select stream_id from ledger order by position")
                .query((row, index) -> row.getString(1))
                .list();
    }
}
