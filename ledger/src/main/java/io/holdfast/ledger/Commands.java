package io.holdfast.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * The way in: sends commands to the aggregates that decide them, and tries again when somebody else appended first.
 *
 * <p>A lost race is not a refusal. The command did nothing, and decided anew on what the winner left behind it may well
 * be accepted. So it is repeated a few times, after a random pause so that losers do not meet again. A refusal by an
 * aggregate is never repeated, nor a command whose caller presupposes a version.
 */
public final class Commands {

    /** How often a command is tried before its caller is told of {@link Contention}. */
    static final int ATTEMPTS = 5;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
    private static final Duration RETRY_AFTER = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Targets TARGETS = new Targets();

    private final CommandBus bus;
    private final CommandBus dryRuns;
    private final Operations operations;
    private final EventStore events;

    /** @param dryRuns decides commands and stores nothing */
    Commands(CommandBus bus, CommandBus dryRuns, Operations operations, EventStore events) {
        this.bus = bus;
        this.dryRuns = dryRuns;
        this.operations = operations;
        this.events = events;
    }

    /**
     * Sends the command that the current request is about and waits for its answer. It is decided on what the request
     * {@linkplain Preconditions presupposes}, or not at all, and only once if the request is an {@link Operation}; then an
     * earlier result may be answered.
     *
     * @return what its handler returned
     * @throws NoSuchStream if it needs something that does not exist
     * @throws StaleVersion if the stream is not what the request presupposes
     * @throws Contention if it lost every race
     * @throws OperationInProgress if somebody else is at the same operation
     * @throws OperationReused if its operation was something else before
     * @throws OutcomeUnknown if no answer came in time
     * @throws RuntimeException whatever its handler threw
     */
    public <R> R send(Command<R> command) {
        var stream = TARGETS.resolveTarget(GenericCommandMessage.asCommandMessage(command))
                .getIdentifier();
        return once(() -> new Outcome<>(stream, decide(stream, command))).answer();
    }

    /**
     * Does what the current request is about, when that takes more than one command. If the request is an {@link Operation}
     * that has taken effect before, that is answered instead: the state that the operation left behind in the stream of its
     * first event.
     *
     * @param work sends the command that makes it true by {@link #send}, all others by {@link #dispatch}; answers the stream
     *     of that command and what it {@link Recorded}
     */
    public <R> Outcome<R> once(Supplier<Outcome<R>> work) {
        if (!Operation.isUnderWay() || Operation.CURRENT.get().isClaimed()) {
            return work.get();
        }
        return operations.once(Operation.CURRENT.get(), work);
    }

    /**
     * Makes sure that a stream is what the current request presupposes; for work that begins before its command is sent, which
     * looks again.
     *
     * @param version where the stream stands, or null if it has no events
     * @throws StaleVersion if it is not
     */
    public void expect(String stream, @Nullable Long version) {
        Preconditions.broken(version).ifPresent(broken -> {
            throw new StaleVersion(stream, broken, version, missed(stream, broken.seen(), version));
        });
    }

    private List<DomainEventMessage<?>> missed(String stream, @Nullable Long seen, @Nullable Long current) {
        if (seen == null || current == null || seen >= current) {
            return List.of();
        }
        var missed = new ArrayList<DomainEventMessage<?>>();
        var newest = events.readEvents(stream, Math.max(seen, current - StaleVersion.MISSED) + 1);
        while (newest.hasNext() && newest.peek().getSequenceNumber() <= current) {
            missed.add(newest.next());
        }
        return missed;
    }

    private <R> R decide(String stream, Command<R> command) {
        try {
            return answer(
                    dispatch(command, MetaData.from(Preconditions.metadata()).mergedWith(Operation.metadata())));
        } catch (VersionCheck.Failed failed) {
            expect(stream, failed.current());
            throw failed;
        } catch (NoSuchStream missing) {
            expect(stream, null);
            throw missing;
        } catch (Contention lost) {
            expect(stream, events.lastSequenceNumberFor(stream).orElse(null));
            throw lost;
        }
    }

    /**
     * Sends a command that another one brings about; the future fails with what its handler threw, or with {@link NoSuchStream},
     * {@link Contention}.
     */
    public <R> CompletableFuture<R> dispatch(Command<R> command) {
        return dispatch(command, Map.of());
    }

    <R> CompletableFuture<R> dispatch(Command<R> command, Map<String, ?> metadata) {
        CommandMessage<Object> message =
                GenericCommandMessage.asCommandMessage(command).andMetaData(metadata);
        if (Caller.CURRENT.isBound()) {
            message = message.andMetaData(Caller.CURRENT.get().metadata());
        }
        var answer = new CompletableFuture<R>();
        attempt(DryRun.CURRENT.isBound() ? dryRuns : bus, message, 1, answer);
        return answer;
    }

    /** Waits for the answer to a dispatched command, as {@link #send} does. */
    public static <R> R answer(CompletableFuture<R> dispatched) {
        try {
            return dispatched.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new OutcomeUnknown(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OutcomeUnknown(e);
        }
    }

    private static <R> void attempt(
            CommandBus bus, CommandMessage<Object> message, int attempt, CompletableFuture<R> answer) {
        bus.<Object, R>dispatch(message, (sent, result) -> {
            if (!result.isExceptional()) {
                answer.complete(result.getPayload());
            } else if (result.exceptionResult() instanceof AggregateNotFoundException missing) {
                answer.completeExceptionally(
                        new NoSuchStream(missing.getAggregateIdentifier().toString()));
            } else if (!isLostRace(result.exceptionResult())) {
                answer.completeExceptionally(result.exceptionResult());
            } else if (attempt == ATTEMPTS || Preconditions.areIn(message.getMetaData())) {
                answer.completeExceptionally(new Contention(attempt, RETRY_AFTER));
            } else {
                afterPause(attempt).execute(() -> attempt(bus, message, attempt + 1, answer));
            }
        });
    }

    private static boolean isLostRace(Throwable failure) {
        return failure instanceof ConcurrencyException || failure instanceof AggregateStreamCreationException;
    }

    /**
     * Exponential backoff with full jitter.
     *
     * @see <a href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Marc Brooker, 2015</a>
     */
    private static Executor afterPause(int attempt) {
        long longest = FIRST_PAUSE.toMillis() << attempt;
        long pause = ThreadLocalRandom.current().nextLong(longest) + 1;
        return CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS);
    }
}
