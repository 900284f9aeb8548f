package io.holdfast.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.correlation.MessageOriginProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.monitoring.MessageMonitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** To whoever uses it, the bus behaves as Axon's simple one: everything here is done to both and compared. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CommandBusTest {

    record Greet(String name) {}

    Node node;
    StandaloneWriter writer;

    @BeforeEach
    void a_writer(@TempDir Path folder) {
        node = new Node(TestDatabase.of(folder));
        writer = new StandaloneWriter(node, 100);
    }

    @AfterEach
    void stop() {
        writer.stop();
        node.close();
    }

    /** What happened on a bus, in order. */
    private static final class Scene {
        final List<String> seen = new ArrayList<>();
        final CommandBus bus;

        Scene(CommandBus bus) {
            this.bus = bus;
        }

        String send(Object payload) {
            var answer = new CompletableFuture<String>();
            bus.dispatch(
                    new GenericCommandMessage<>(payload, Map.of("sent", "here")),
                    (command, result) -> answer.complete(
                            result.isExceptional()
                                    ? result.exceptionResult().getClass().getSimpleName() + ": "
                                            + result.exceptionResult().getMessage()
                                    : "answered " + result.getPayload() + " to "
                                            + command.getMetaData().keySet().stream()
                                                    .sorted()
                                                    .toList()));
            return answer.join();
        }
    }

    private MessageMonitor<CommandMessage<?>> monitor(List<String> seen) {
        return message -> {
            seen.add("arrived " + message.getPayload());
            return new MessageMonitor.MonitorCallback() {
                @Override
                public void reportSuccess() {
                    seen.add("success");
                }

                @Override
                public void reportFailure(Throwable cause) {
                    seen.add("failure " + cause.getClass().getSimpleName());
                }

                @Override
                public void reportIgnored() {
                    seen.add("ignored");
                }
            };
        };
    }

    /** Plays the same on both and answers what was seen, which must be the same. */
    private List<String> playedOnBoth(Consumer<Scene> play) {
        var simpleSeen = new ArrayList<String>();
        var simple = new Scene(
                SimpleCommandBus.builder().messageMonitor(monitor(simpleSeen)).build());
        play.accept(simple);
        simpleSeen.addAll(simple.seen);
        var ourSeen = new ArrayList<String>();
        var ours = new Scene(new GroupCommitBus(monitor(ourSeen), writer.writer()));
        play.accept(ours);
        ourSeen.addAll(ours.seen);
        assertThat(ourSeen).isEqualTo(simpleSeen);
        return ourSeen;
    }

    private static MessageHandler<CommandMessage<?>> greeter() {
        return command -> "hello " + ((Greet) command.getPayload()).name();
    }

    @Test
    void handlers_answer() {
        var seen = playedOnBoth(scene -> {
            scene.bus.subscribe(Greet.class.getName(), greeter());
            scene.seen.add(scene.send(new Greet("Ada")));
        });
        assertThat(seen).containsExactly("arrived Greet[name=Ada]", "success", "answered hello Ada to [sent]");
    }

    @Test
    void handlers_fail() {
        var seen = playedOnBoth(scene -> {
            scene.bus.subscribe(Greet.class.getName(), command -> {
                throw new IllegalStateException("no");
            });
            scene.seen.add(scene.send(new Greet("Ada")));
        });
        assertThat(seen)
                .containsExactly(
                        "arrived Greet[name=Ada]", "failure IllegalStateException", "IllegalStateException: no");
    }

    @Test
    void nobody_handles_it() {
        var seen = playedOnBoth(scene -> {
            var registration = scene.bus.subscribe(Greet.class.getName(), greeter());
            assertThat(registration.cancel()).isTrue();
            scene.seen.add(scene.send(new Greet("Ada")).replaceAll(":.*", ""));
        });
        assertThat(seen).hasSize(3).first().isEqualTo("arrived Greet[name=Ada]");
        assertThat(seen.getLast()).isEqualTo(NoHandlerForCommandException.class.getSimpleName());
    }

    @Test
    void interceptors_see_change_and_refuse() {
        var seen = playedOnBoth(scene -> {
            scene.bus.subscribe(Greet.class.getName(), greeter());
            var dispatch = scene.bus.registerDispatchInterceptor(
                    messages -> (index, message) -> message.andMetaData(Map.of("dispatched", "yes")));
            var handling = scene.bus.registerHandlerInterceptor((unit, chain) -> {
                scene.seen.add("before "
                        + unit.getMessage().getMetaData().keySet().stream()
                                .sorted()
                                .toList());
                if (unit.getMessage().getPayload().equals(new Greet("Eve"))) {
                    throw new IllegalArgumentException("not Eve");
                }
                return chain.proceed() + "!";
            });
            scene.seen.add(scene.send(new Greet("Ada")));
            scene.seen.add(scene.send(new Greet("Eve")));
            dispatch.cancel();
            handling.cancel();
            scene.seen.add(scene.send(new Greet("Ada")));
        });
        assertThat(seen)
                .contains(
                        "before [dispatched, sent]",
                        "answered hello Ada! to [dispatched, sent]",
                        "IllegalArgumentException: not Eve",
                        "answered hello Ada to [sent]");
    }

    @Test
    void what_a_handler_sends_carries_the_correlation_of_its_command() {
        var seen = playedOnBoth(scene -> {
            scene.bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(new MessageOriginProvider()));
            scene.bus.subscribe(Greet.class.getName(), command -> {
                var data = CurrentUnitOfWork.correlationData();
                return data.containsKey("correlationId") && data.containsValue(command.getIdentifier());
            });
            scene.seen.add(scene.send(new Greet("Ada")));
        });
        assertThat(seen).contains("answered true to [sent]");
    }

    @Test
    void two_handlers_of_one_command_are_a_mistake() {
        var bus = new GroupCommitBus(monitor(new ArrayList<>()), writer.writer());
        bus.subscribe(Greet.class.getName(), command -> "one");
        assertThatThrownBy(() -> bus.subscribe(Greet.class.getName(), command -> "two"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Greet");
    }
}
