package io.holdfast.ledger;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;

/**
 * The way in: sends commands to the aggregates that decide them, and tries again when somebody else appended first.
 *
 * <p>A lost race is not a refusal. The command did nothing, and decided anew on what the winner left behind it may well
 * be accepted. So it is repeated a few times, after a random pause so that losers do not meet again. A refusal by an
 * aggregate is never repeated.
 */
public final class Commands {

    /** How often a command is tried before its caller is told of {@link Contention}. */
    static final int ATTEMPTS = 5;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
    private static final Duration RETRY_AFTER = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CommandBus bus;

    Commands(CommandBus bus) {
        this.bus = bus;
    }

    /**
     * Sends a command and waits for its answer.
     *
     * @return what its handler returned
     * @throws NoSuchStream if it needs something that does not exist
     * @throws Contention if it lost every race
     * @throws OutcomeUnknown if no answer came in time
     * @throws RuntimeException whatever its handler threw
     */
    public <R> R send(Command<R> command) {
        return answer(dispatch(command));
    }

    /** Sends a command; the future fails with what {@link #send} would have thrown. */
    public <R> CompletableFuture<R> dispatch(Command<R> command) {
        return dispatch(command, Map.of());
    }

    private <R> CompletableFuture<R> dispatch(Command<R> command, Map<String, ?> metadata) {
        CommandMessage<Object> message =
                GenericCommandMessage.asCommandMessage(command).andMetaData(metadata);
        if (Caller.CURRENT.isBound()) {
            message = message.andMetaData(Caller.CURRENT.get().metadata());
        }
        var answer = new CompletableFuture<R>();
        attempt(message, 1, answer);
        return answer;
    }

    /**
     * Sends a command that takes effect once, however often it is sent.
     *
     * @param operation what its caller calls it, unique for ever; up to 200 characters
     * @throws OperationRepeated if it has taken effect before
     */
    public <R> R sendOnce(String operation, Command<R> command) {
        return answer(dispatch(command, Map.of(Caller.OPERATION, operation)));
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

    private <R> void attempt(CommandMessage<Object> message, int attempt, CompletableFuture<R> answer) {
        bus.<Object, R>dispatch(message, (sent, result) -> {
            if (!result.isExceptional()) {
                answer.complete(result.getPayload());
            } else if (result.exceptionResult() instanceof AggregateNotFoundException missing) {
                answer.completeExceptionally(
                        new NoSuchStream(missing.getAggregateIdentifier().toString()));
            } else if (!isLostRace(result.exceptionResult())) {
                answer.completeExceptionally(result.exceptionResult());
            } else if (attempt == ATTEMPTS) {
                answer.completeExceptionally(new Contention(attempt, RETRY_AFTER));
            } else {
                afterPause(attempt).execute(() -> attempt(message, attempt + 1, answer));
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
