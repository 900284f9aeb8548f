package io.holdfast.ledger;

/**
 * Lets a command be decided on more than its own stream: while it is held nobody else appends, in any process, so what a
 * handler looks up in a table that changes only together with events is still true when its own event is stored. A handler
 * that needs it has it as a parameter.
 *
 * <p>Most commands need no such thing: their stream's versions protect them. Whoever takes it holds up all other processes
 * for the rest of a batch.
 */
@FunctionalInterface
public interface HeadLock {

    /** Waits until nobody else appends; it is let go when the command's transaction ends. Taking it twice is harmless. */
    void take();
}
