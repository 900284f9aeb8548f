package io.holdfast.audit;

import io.holdfast.ledger.Chain;
import io.holdfast.ledger.Entries;
import io.holdfast.ledger.EventSerializer;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a part of the ledger as a file. Page by page, each read in a transaction of its own: a slow reader keeps no
 * connection, and however much there is, memory holds one page.
 */
public final class Export {

    private static final int PAGE = 1_000;

    private final Entries entries;
    private final EventSerializer serializer;

    public Export(Entries entries, EventSerializer serializer) {
        this.entries = entries;
        this.serializer = serializer;
    }

    /** What kind of file. */
    public enum Format {
        /** A CloudEvent per line. */
        NDJSON,
        /** A row per event, for spreadsheets. */
        CSV
    }

    /**
     * What is to be written.
     *
     * @param stream the stream that the events belong to, null for all
     * @param after the position behind which it begins
     * @param until the last position that may be in it
     */
    public record Part(@Nullable String stream, long after, long until) {}

    /** Finds the positions that are meant, up to where the ledger ends now. */
    public Part part(@Nullable String stream, Span span) {
        return new Part(stream, span.start(entries), span.end(entries, entries.head()));
    }

    /** Writes a part and answers how many events it had. */
    public long write(Part part, Format format, OutputStream out) throws IOException {
        return switch (format) {
            case NDJSON -> write(part, new CloudEvents(hashAt(part), out));
            case CSV -> write(part, new Csv(serializer, out));
        };
    }

    private long write(Part part, Rows rows) throws IOException {
        long written = 0;
        long position = part.after();
        long version = part.stream() == null ? 0 : entries.versionsUpTo(part.stream(), part.after());
        while (position < part.until()) {
            var page = part.stream() == null
                    ? entries.behind(position, part.until(), PAGE)
                    : entries.ofStream(part.stream(), version, PAGE);
            for (var entry : page) {
                if (entry.position() > part.until()) {
                    break;
                }
                rows.write(entry);
                written++;
                position = entry.position();
                version = entry.streamVersion() + 1;
            }
            if (page.size() < PAGE || page.getLast().position() > part.until()) {
                break;
            }
        }
        rows.flush();
        return written;
    }

    /** The hash that the first entry is chained to; unknown if entries in between are left out. */
    private @Nullable String hashAt(Part part) {
        if (part.stream() != null) {
            return null;
        }
        var before = entries.behind(part.after() - 1, part.after(), 1);
        return before.isEmpty() ? Chain.START : before.getFirst().hash();
    }
}
