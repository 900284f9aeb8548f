package io.holdfast.ledger.verification;

import io.holdfast.ledger.Chain;
import io.holdfast.ledger.Entry;
import io.holdfast.ledger.verification.Finding.Kind;
import io.holdfast.ledger.verification.StoredLedger.End;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Positions, hashes and the head row. It goes on behind a row that is wrong with what is stored there, so that the rows
 * behind it are judged by themselves.
 */
final class ChainCheck {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final Findings findings;
    private Chain chain;
    private long position;
    private String hash;

    /** The hash that the last row should have had, if it was wrong: then it may be the stored one that was changed. */
    private @Nullable String computed;

    /**
     * @param position where it begins; the row there is not seen
     * @param hash the hash of that row
     */
    ChainCheck(long position, String hash, Findings findings) {
        this.position = position;
        this.hash = hash;
        this.chain = new Chain(hash);
        this.findings = findings;
    }

    /** The last position that was seen. */
    long position() {
        return position;
    }

    void see(Entry entry) {
        if (entry.position() <= position) {
            findings.add(entry, Kind.POSITION, "There can be no event at this position.");
        } else if (entry.position() > position + 1) {
            findings.add(new Finding(position + 1, null, Kind.POSITION, missing(position + 1, entry.position() - 1)));
            goOn(entry, null);
        } else {
            var expected = chain.add(entry);
            if (expected.equals(entry.hash())) {
                goOn(entry, null);
            } else {
                judge(entry);
                goOn(entry, expected);
            }
        }
    }

    private void judge(Entry entry) {
        if (computed == null) {
            findings.add(
                    entry, Kind.HASH, "Its hash is not that of its columns and of the hash before it: it was changed.");
        } else if (!new Chain(computed).add(entry).equals(entry.hash())) {
            findings.add(
                    entry,
                    Kind.HASH,
                    "Its hash is not that of its columns and of the hash before it, which is wrong itself.");
        }
    }

    private void goOn(Entry entry, @Nullable String expected) {
        position = entry.position();
        hash = entry.hash();
        computed = expected;
        if (!chain.last().equals(hash)) {
            chain = new Chain(HASH.matcher(hash).matches() ? hash : chain.last());
        }
    }

    /** There are no more rows. */
    void end(End end) {
        if (end.headPosition() == null || end.headHash() == null) {
            findings.add(new Finding(position, null, Kind.HEAD, "The row that says where the ledger ends is missing."));
        } else if (end.headPosition() != position) {
            findings.add(new Finding(
                    position,
                    null,
                    Kind.HEAD,
                    "The head row says that the last event is at position %d.".formatted(end.headPosition())));
        } else if (!end.headHash().equals(hash)) {
            findings.add(new Finding(
                    position, null, Kind.HEAD, "The head row has another hash than the last event: one was changed."));
        }
    }

    private static String missing(long from, long to) {
        return from == to
                ? "The event at this position is missing; the one behind it cannot be judged by its hash."
                : "The events at positions %d to %d are missing; the one behind them cannot be judged by its hash."
                        .formatted(from, to);
    }
}
