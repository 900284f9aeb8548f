package io.holdfast.client;

import io.holdfast.client.Result.Done;
import io.holdfast.client.Result.GaveUp;
import io.holdfast.client.Result.Refused;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A Holdfast service, to be called. What may clear by itself is sent again, with pauses and within the {@link Patience};
 * everything else comes back as a {@link Result} at once. May be used by many threads.
 */
public final class Holdfast {

    private final Wire wire;
    private final Patience patience;
    private final Time time;
    private final RandomGenerator random;
    private final Attempts attempts;

    Holdfast(Wire wire, Patience patience, Time time, RandomGenerator random) {
        this.wire = wire;
        this.patience = patience;
        this.time = time;
        this.random = random;
        attempts = new Attempts(wire, patience, new Backoff(patience, random), time);
    }

    /**
     * The service at this address.
     *
     * @param service for example {@code http://localhost:8080}
     */
    public static Holdfast at(URI service) {
        return new Holdfast(Wire.to(service), Patience.DEFAULT, Time.REAL, new SecureRandom());
    }

    /** The same service, called by somebody else: this name is kept with every event. */
    public Holdfast as(String actor) {
        return new Holdfast(new Wire(wire.http(), wire.service(), actor), patience, time, random);
    }

    /** The same service, with other patience. */
    public Holdfast with(Patience other) {
        return new Holdfast(wire, other, time, random);
    }

    /** Reads something. */
    public <T> Result<T> send(Read<T> read) {
        return attempts.run(read.request(), attempts.deadline());
    }

    /** Changes something, once: see {@link Write}. */
    public <T> Result<T> send(Write<T> write) {
        return attempts.run(write.request(), attempts.deadline());
    }

    /** Asks what a change would do, without doing it. */
    public <T> Result<DryRun> dryRun(Write<T> write) {
        return attempts.run(write.dry(), attempts.deadline());
    }

    /**
     * Reads, decides on what was read, and does what was decided if it is still so; if it is not, reads and decides again.
     * So of several who change the same at once none overwrites what another has done.
     *
     * <p>Where an attempt to PUT or DELETE got no answer and the next one finds another version, that may be its own work: it
     * comes back as refused, {@link Refused#mayHaveHappened()}, and is not decided again.
     *
     * @param read one thing, which has a version
     * @param decide what to do; called once per read, so it may run several times. However long it takes, what it decided is
     *     sent once
     */
    public <R, T> Result<T> change(Read<R> read, Function<? super R, Write<T>> decide) {
        long deadline = attempts.deadline();
        for (int reads = 1; ; reads++) {
            var current = attempts.run(read.request(), deadline);
            if (!(current instanceof Done<R> done)) {
                return failed(current);
            }
            var write = decide.apply(done.value()).ifVersion(done.version().orElseThrow());
            var result = attempts.run(write.request(), deadline);
            if (!(result instanceof Refused<T> refused) || !isOvertaken(refused)) {
                return result;
            }
            if (reads == patience.reads() || !attempts.pause(reads, refused.problem(), deadline)) {
                return new GaveUp<>(refused.problem(), reads, false);
            }
        }
    }

    private static boolean isOvertaken(Refused<?> refused) {
        return refused.problem().retry() == Retry.AFTER_READ && !refused.mayHaveHappened();
    }

    /**
     * Hands out everything of a list, page by page. Each page has the whole patience.
     *
     * @return how many there were, if all pages could be read
     */
    public <T> Result<Long> each(Read<Page<T>> list, Consumer<? super T> consumer) {
        long seen = 0;
        var at = list;
        while (true) {
            var page = send(at);
            if (!(page instanceof Done<Page<T>> done)) {
                return failed(page);
            }
            done.value().items().forEach(consumer);
            seen += done.value().items().size();
            var next = done.value().next();
            if (next == null) {
                return new Done<>(seen, OptionalLong.empty(), false);
            }
            if (!next.startsWith("/") || next.equals(at.request().target())) {
                return new GaveUp<>(new NoAnswer(new IOException("No next page: " + next), true), 1, false);
            }
            at = at.at(next);
        }
    }

    /** The same, of a call that wanted something else. */
    private static <T> Result<T> failed(Result<?> result) {
        return switch (result) {
            case Done<?> done -> throw new IllegalArgumentException("It was done.");
            case Refused<?> refused -> new Refused<>(refused.problem(), refused.mayHaveHappened());
            case GaveUp<?> gaveUp -> new GaveUp<>(gaveUp.last(), gaveUp.attempts(), gaveUp.mayHaveHappened());
        };
    }
}
