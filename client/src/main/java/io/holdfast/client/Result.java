package io.holdfast.client;

import java.util.OptionalLong;

/** What became of a call: it was done, it was refused, or nobody knows because patience was over first. */
public sealed interface Result<T> {

    /**
     * Done.
     *
     * @param version the version of what was read or changed; empty for what has none, such as a list
     * @param replayed whether this is the answer to an earlier attempt with the same key
     */
    record Done<T>(T value, OptionalLong version, boolean replayed) implements Result<T> {}

    /**
     * Refused, for good as long as nothing changes. What to do is in {@link Problem#retry()} and {@link Problem#remedies()}.
     *
     * @param mayHaveHappened whether an attempt before this one got no answer, so that it may have been done and this refusal
     *     be the consequence. Never for a POST: its key would have found the first answer.
     */
    record Refused<T>(Problem problem, boolean mayHaveHappened) implements Result<T> {}

    /**
     * Patience was over before there was an answer that stays.
     *
     * @param last why the last attempt did not do
     * @param attempts how many there were
     * @param mayHaveHappened whether one of them got no answer or was told that another one with its key is still at work, so
     *     that it may have been done. Sending the same {@link Write} again is safe and tells.
     */
    record GaveUp<T>(Failure last, int attempts, boolean mayHaveHappened) implements Result<T> {}

    /**
     * The value, for callers that can do nothing about anything else.
     *
     * @throws NotDone if there is none
     */
    default T orThrow() {
        return switch (this) {
            case Done<T> done -> done.value();
            case Refused<T> refused -> throw new NotDone(this, refused.problem().toString());
            case GaveUp<T> gaveUp ->
                throw new NotDone(this, "Gave up after %d attempts: %s".formatted(gaveUp.attempts(), gaveUp.last()));
        };
    }
}
