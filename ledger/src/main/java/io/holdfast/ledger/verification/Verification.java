package io.holdfast.ledger.verification;

import io.holdfast.ledger.Chain;
import io.holdfast.ledger.DecodedEntry;
import io.holdfast.ledger.Entry;
import io.holdfast.ledger.EventSerializer;
import io.holdfast.ledger.UnreadableEvent;
import io.holdfast.ledger.verification.Finding.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a ledger from its first event, or from a checkpoint, to where it ends now, in order of position, and finds everything
 * that is wrong, not only the first. Services may go on appending.
 *
 * <p>It keeps 32 bytes for each stream and each named operation, and what the checks keep.
 */
public final class Verification {

    private static final int PAGE = 1_000;

    private final StoredLedger entries;
    private final EventSerializer serializer;
    private final List<Check> checks;
    private final List<Checkpoint> checkpoints;
    private final @Nullable Checkpoint from;

    /**
     * @param checks what is to hold beyond what holds for any ledger; for this one run
     * @param checkpoints what was noted of this ledger at earlier times
     * @param from the one behind which to begin, or null for the first event: it is believed that up to there all is well,
     *     if the event there still has that hash
     */
    public Verification(
            StoredLedger entries,
            EventSerializer serializer,
            List<Check> checks,
            List<Checkpoint> checkpoints,
            @Nullable Checkpoint from) {
        this.entries = entries;
        this.serializer = serializer;
        this.checks = checks;
        this.checkpoints = checkpoints;
        this.from = from;
    }

    /**
     * Verifies.
     *
     * @param findings gets what is found
     * @param progress told after each page, and before what is known only at the end; what it throws ends it
     * @throws CannotVerify if a check lacks what it needs
     */
    public void run(Findings findings, Progress progress) {
        var end = entries.end();
        long start = from == null ? 0 : from.position();
        var known = new CheckpointCheck(noted(), findings);
        compareBefore(start, end.last(), known);
        var chain = new ChainCheck(start, from == null ? Chain.START : from.hash(), findings);
        var streams = new StreamCheck(entries, start, findings);
        long total = Math.max(0, end.last() - start);
        long checked = 0;
        var page = page(from == null ? Long.MIN_VALUE : start, end.last());
        while (!page.isEmpty()) {
            for (var entry : page) {
                chain.see(entry);
                known.see(entry.position(), entry.hash());
                see(entry, streams.see(entry), findings);
            }
            checked += page.size();
            progress.at(checked, Math.max(checked, total));
            page = page(page.getLast().position(), end.last());
        }
        known.end(end.last());
        if (start <= end.last()) {
            chain.end(end);
        }
        for (var check : checks) {
            progress.at(checked, Math.max(checked, total));
            check.end(findings);
        }
    }

    /** Without what was appended since. */
    private List<Entry> page(long after, long last) {
        return entries.page(after, PAGE).stream()
                .takeWhile(entry -> entry.position() <= last)
                .toList();
    }

    private List<Checkpoint> noted() {
        return Stream.concat(checkpoints.stream(), Stream.ofNullable(from)).toList();
    }

    /** What is not read again is only compared. */
    private void compareBefore(long start, long last, CheckpointCheck known) {
        noted().stream()
                .map(Checkpoint::position)
                .filter(position -> position <= Math.min(start, last))
                .distinct()
                .sorted()
                .forEach(position -> known.see(position, hashAt(position)));
    }

    private String hashAt(long position) {
        return position == 0
                ? Chain.START
                : entries.at(position).map(Entry::hash).orElse("");
    }

    /** What is no accident of the tool is one of the ledger: an event can be read and have nothing where something must be. */
    private static void see(Check check, DecodedEntry decoded, Findings findings) {
        try {
            check.see(decoded, findings);
        } catch (CannotVerify failure) {
            throw failure;
        } catch (RuntimeException impossible) {
            findings.add(decoded.entry(), Kind.UNREADABLE, "something that must be in it is missing: " + impossible);
            check.lose(decoded.entry().streamId());
        }
    }

    private void see(Entry entry, boolean follows, Findings findings) {
        if (!follows) {
            checks.forEach(check -> check.lose(entry.streamId()));
        }
        try {
            var decoded = serializer.decode(entry);
            checks.forEach(check -> see(check, decoded, findings));
        } catch (UnreadableEvent unreadable) {
            findings.add(entry, Kind.UNREADABLE, unreadable.why());
            checks.forEach(check -> check.lose(entry.streamId()));
        }
    }
}
