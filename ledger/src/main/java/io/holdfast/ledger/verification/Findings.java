package io.holdfast.ledger.verification;

import io.holdfast.ledger.Entry;
import io.holdfast.ledger.verification.Finding.Kind;
import java.util.ArrayList;
import java.util.List;

/** What was found so far. The first ones are kept, the others are counted. May be looked at while it grows. */
public final class Findings {

    /** How many are kept. */
    public static final int KEPT = 100;

    private final List<Finding> first = new ArrayList<>();
    private long count;

    /** Adds something that is wrong with an event. */
    public void add(Entry entry, Kind kind, String text) {
        add(new Finding(entry.position(), entry.streamId(), kind, text));
    }

    /** Adds one. */
    public synchronized void add(Finding finding) {
        count++;
        if (first.size() < KEPT) {
            first.add(finding);
        }
    }

    /** The first of them, up to {@link #KEPT}. */
    public synchronized List<Finding> first() {
        return List.copyOf(first);
    }

    /** How many there are, kept or not. */
    public synchronized long count() {
        return count;
    }
}
