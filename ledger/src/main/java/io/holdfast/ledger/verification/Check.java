package io.holdfast.ledger.verification;

import io.holdfast.ledger.DecodedEntry;

/** Something that has to hold for the events of a ledger, beyond what holds for any ledger. Used once. */
public interface Check {

    /** Sees the next event, in order of position. */
    void see(DecodedEntry event, Findings findings);

    /** What follows in this stream cannot be judged: an event of it is not there or cannot be read, and that was said. */
    void lose(String stream);

    /** There are no more events. */
    void end(Findings findings);
}
