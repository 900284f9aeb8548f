package io.holdfast.ledger.verification;

/** Who wants to know how far it is. */
@FunctionalInterface
public interface Progress {

    /**
     * So much is done.
     *
     * @param checked events that were checked
     * @param total events that are to be checked, all in all
     */
    void at(long checked, long total);
}
