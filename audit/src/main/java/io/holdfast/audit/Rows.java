package io.holdfast.audit;

import io.holdfast.ledger.Entry;
import java.io.IOException;

/** A file of entries, as it is written. */
sealed interface Rows permits CloudEvents, Csv {

    /** Adds the next one. */
    void write(Entry entry) throws IOException;

    /** Hands on what was added. */
    void flush() throws IOException;
}
