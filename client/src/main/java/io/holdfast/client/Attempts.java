package io.holdfast.client;

import io.holdfast.client.Request.Repeated;
import io.holdfast.client.Result.Done;
import io.holdfast.client.Result.GaveUp;
import io.holdfast.client.Result.Refused;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/** Sends a request until there is an answer that stays, or patience is over. */
record Attempts(Wire wire, Patience patience, Backoff backoff, Time time) {

    /** What is answered while another attempt with the same key is at work. */
    private static final String STILL_RUNNING = "request-in-progress";

    /** When a call that begins now has to be over. */
    long deadline() {
        return time.nanos() + patience.total().toNanos();
    }

    <T> Result<T> run(Request<T> request, long deadline) {
        boolean unknown = false;
        for (int attempt = 1; ; attempt++) {
            var exchanged = exchange(request, deadline);
            if (exchanged instanceof Reply reply && reply.isSuccess()) {
                return done(request, reply, attempt);
            }
            var failure = failure(exchanged);
            if (failure instanceof Problem problem && problem.retry() != Retry.LATER) {
                return new Refused<>(problem, unknown && request.repeated() == Repeated.DONE_ALREADY);
            }
            unknown |= isUnknown(failure);
            if (attempt == patience.attempts() || !pause(attempt, failure, deadline)) {
                return new GaveUp<>(failure, attempt, unknown && request.repeated() != Repeated.HARMLESS);
            }
        }
    }

    private Exchanged exchange(Request<?> request, long deadline) {
        try {
            return wire.exchange(request, shorter(patience.answer(), left(deadline)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new NoAnswer(new InterruptedIOException("Interrupted while waiting for an answer."), true);
        }
    }

    private Failure failure(Exchanged exchanged) {
        return switch (exchanged) {
            case Reply reply -> Problems.read(reply, time.now());
            case NoAnswer none -> none;
        };
    }

    /** Whether what was asked for may have been done nevertheless. */
    private static boolean isUnknown(Failure failure) {
        return switch (failure) {
            case Problem problem -> problem.status() >= 500 || problem.slug().equals(STILL_RUNNING);
            case NoAnswer none -> none.sent();
        };
    }

    /** Waits before the next attempt; false if that would take too long, or somebody wants it over. */
    boolean pause(int attempt, Failure failure, long deadline) {
        var pause = backoff.after(attempt, failure instanceof Problem problem ? problem.retryAfter() : Duration.ZERO);
        if (pause.compareTo(left(deadline)) >= 0 || Thread.currentThread().isInterrupted()) {
            return false;
        }
        try {
            time.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static <T> Result<T> done(Request<T> request, Reply reply, int attempt) {
        try {
            boolean replayed = reply.header("Idempotency-Replayed").equals("true");
            return new Done<>(request.answer().apply(reply), reply.version(), replayed);
        } catch (RuntimeException unreadable) {
            var cause = new IOException("%s was answered, but not readably.".formatted(request), unreadable);
            return new GaveUp<>(new NoAnswer(cause, true), attempt, request.repeated() != Repeated.HARMLESS);
        }
    }

    private Duration left(long deadline) {
        return Duration.ofNanos(Math.max(1, deadline - time.nanos()));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
