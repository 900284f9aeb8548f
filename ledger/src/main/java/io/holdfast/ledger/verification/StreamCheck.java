package io.holdfast.ledger.verification;

import io.holdfast.ledger.Entry;
import io.holdfast.ledger.verification.Finding.Kind;
import java.util.HashMap;
import java.util.Map;

/** Versions of streams, and names of operations. */
final class StreamCheck {

    private final StoredLedger entries;
    private final long from;
    private final Findings findings;
    private final HashTable versions = new HashTable();
    private final HashTable operations = new HashTable();

    /** Of streams with a version that was wrong: the one that it should have been. */
    private final Map<String, Long> doubted = new HashMap<>();

    /** @param from the position behind which it begins: streams may have begun before */
    StreamCheck(StoredLedger entries, long from, Findings findings) {
        this.entries = entries;
        this.from = from;
        this.findings = findings;
    }

    /** Answers whether the event follows the one before it in its stream. */
    boolean see(Entry entry) {
        if (entry.operationId() != null) {
            see(entry, entry.operationId());
        }
        long last = last(entry);
        versions.put(entry.streamId(), entry.streamVersion());
        if (entry.streamVersion() == last + 1) {
            return true;
        }
        var instead = doubted.put(entry.streamId(), last + 1);
        if (instead == null || entry.streamVersion() != instead + 1) {
            findings.add(
                    entry,
                    Kind.VERSION,
                    "It has version %d of its stream, not %d.".formatted(entry.streamVersion(), last + 1));
        }
        return false;
    }

    private long last(Entry entry) {
        long last = versions.get(entry.streamId());
        return last == HashTable.NONE && from > 0 && entry.streamVersion() > 0
                ? entries.lastVersion(entry.streamId(), from)
                : last;
    }

    private void see(Entry entry, String operation) {
        long before = operations.get(operation);
        if (before == HashTable.NONE) {
            operations.put(operation, entry.position());
        } else {
            findings.add(entry, Kind.OPERATION, "Its operation took effect before, at position %d.".formatted(before));
        }
    }
}
