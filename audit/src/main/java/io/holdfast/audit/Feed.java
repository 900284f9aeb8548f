package io.holdfast.audit;

import io.holdfast.ledger.Entries;
import io.holdfast.ledger.EventSerializer;
import java.util.ArrayList;
import java.util.List;

/** Reads the ledger in its order, part by part, picking out what is wanted. */
public final class Feed {

    /** How many entries are looked at for one part, at most, however few of them are wanted. */
    static final int LOOKED_AT = 10_000;

    private static final int PAGE = 500;

    private final Entries entries;
    private final EventSerializer serializer;

    public Feed(Entries entries, EventSerializer serializer) {
        this.entries = entries;
        this.serializer = serializer;
    }

    /**
     * What is wanted of a part of the ledger.
     *
     * @param position where the part ends: all up to here that is wanted was in this part or one before
     */
    public record Part(List<AuditedEvent> events, long position) {}

    /**
     * The next part.
     *
     * @param after the position behind which it begins
     * @param until the last position that may be in it
     * @param limit how many events at most
     */
    public Part read(Selection selection, long after, long until, int limit) {
        var events = new ArrayList<AuditedEvent>();
        long position = after;
        var stream = selection.stream();
        long version = stream == null ? 0 : entries.versionsUpTo(stream, after);
        for (int looked = 0; looked < LOOKED_AT; looked += PAGE) {
            var page = stream == null ? entries.behind(position, until, PAGE) : entries.ofStream(stream, version, PAGE);
            for (var entry : page) {
                if (entry.position() > until) {
                    return new Part(events, until);
                }
                version = entry.streamVersion() + 1;
                if (entry.position() <= position) {
                    continue; // rows of a stream were swapped; whoever follows it never goes back
                }
                position = entry.position();
                if (selection.takes(entry)) {
                    events.add(AuditedEvent.of(entry, serializer));
                }
                if (events.size() == limit) {
                    return new Part(events, position);
                }
            }
            if (page.size() < PAGE) {
                return new Part(events, until);
            }
        }
        return new Part(events, position);
    }
}
