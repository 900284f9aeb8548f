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

    /** When a call that begins now has to be over. */
    long deadline() {
        return time.nanos() + patience.total().toNanos();
    }

    <T> Result<T> run(Request<T> request, long deadline) {
        boolean unknown = false;
        for (int attempt = 1; ; attempt++) {
            Failure failure;
            try {
                switch (wire.exchange(request, shorter(patience.answer(), left(deadline)))) {
                    case Reply reply -> {
                        if (reply.isSuccess()) {
                            return done(request, reply, attempt);
                        }
                        var problem = Problems.read(reply, time.now());
                        if (problem.retry() != Retry.LATER) {
                            return new Refused<>(problem, unknown && request.repeated() == Repeated.DONE_ALREADY);
                        }
                        unknown |= reply.status() >= 500;
                        failure = problem;
                    }
                    case NoAnswer none -> {
                        unknown |= none.sent();
                        failure = none;
                    }
                }
            } catch (InterruptedException e) {
                return interrupted(request, attempt);
            }
            if (attempt == patience.attempts() || !pause(attempt, failure, deadline)) {
                return new GaveUp<>(failure, attempt, unknown && request.repeated() != Repeated.HARMLESS);
            }
        }
    }

    /** Waits before the next attempt; false if that would take too long, or somebody wants it over. */
    boolean pause(int attempt, Failure failure, long deadline) {
        var pause = backoff.after(attempt, failure instanceof Problem problem ? problem.retryAfter() : Duration.ZERO);
        if (pause.compareTo(left(deadline)) >= 0) {
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

    private static <T> Result<T> interrupted(Request<T> request, int attempt) {
        Thread.currentThread().interrupt();
        var cause = new InterruptedIOException("Interrupted while waiting for an answer.");
        return new GaveUp<>(new NoAnswer(cause, true), attempt, request.repeated() != Repeated.HARMLESS);
    }

    private Duration left(long deadline) {
        return Duration.ofNanos(Math.max(1, deadline - time.nanos()));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
