package io.holdfast.audit.verification;

import io.holdfast.ledger.DecodedEntry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What must hold for one family of events.
 *
 * @param <E> the family
 * @param <S> what a stream of it adds up to
 */
interface Rules<E, S> {

    /** The family. */
    Class<E> family();

    /** What its streams are called in the ledger's column of that name. */
    String streamType();

    /** The stream that an event belongs to. */
    String streamOf(E event);

    /**
     * Why an event could not have happened then, in a sentence; nothing if it could.
     *
     * @param before null if the event is the first
     */
    Optional<String> fault(@Nullable S before, E event);

    /**
     * The state after an event, whether it was possible or not.
     *
     * @throws RuntimeException if there is none
     */
    S after(@Nullable S before, E event, DecodedEntry recorded);

    /** Why a state cannot be, in a sentence. */
    Optional<String> fault(S after);
}
