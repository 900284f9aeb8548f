package io.holdfast.audit.verification;

import io.holdfast.ledger.DecodedEntry;
import io.holdfast.ledger.Entry;
import io.holdfast.ledger.EventSerializer;
import io.holdfast.ledger.UnreadableEvent;
import io.holdfast.ledger.verification.Check;
import io.holdfast.ledger.verification.Finding.Kind;
import io.holdfast.ledger.verification.Findings;
import io.holdfast.ledger.verification.StoredLedger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows every stream of a family and judges each event by what had happened before. It remembers the states of the streams
 * that it saw last; what others add up to it reads again when they go on.
 */
final class HistoryCheck<E, S> implements Check {

    private final Rules<E, S> rules;
    private final StoredLedger entries;
    private final EventSerializer serializer;
    private final Map<String, Followed<S>> streams;

    /** @param remembered streams whose states are kept in memory */
    HistoryCheck(Rules<E, S> rules, StoredLedger entries, EventSerializer serializer, int remembered) {
        this.rules = rules;
        this.entries = entries;
        this.serializer = serializer;
        this.streams = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Followed<S>> eldest) {
                return size() > remembered;
            }
        };
    }

    /**
     * A stream so far.
     *
     * @param lost whether something of it is not there, or could not be: then it is not judged any more
     */
    private record Followed<S>(@Nullable S state, boolean lost) {}

    @Override
    public void see(DecodedEntry recorded, Findings findings) {
        if (!rules.family().isInstance(recorded.payload())) {
            return;
        }
        var event = rules.family().cast(recorded.payload());
        var entry = recorded.entry();
        if (!entry.streamType().equals(rules.streamType()) || !entry.streamId().equals(rules.streamOf(event))) {
            findings.add(
                    entry, Kind.HISTORY, "It is an event of another stream: of %s.".formatted(rules.streamOf(event)));
            lose(entry.streamId());
            return;
        }
        var before = before(entry);
        if (!before.lost()) {
            streams.put(entry.streamId(), judge(before.state(), event, recorded, findings));
        }
    }

    private Followed<S> judge(@Nullable S before, E event, DecodedEntry recorded, Findings findings) {
        Optional<String> fault = Optional.empty();
        try {
            fault = rules.fault(before, event);
            fault.ifPresent(text -> findings.add(recorded.entry(), Kind.HISTORY, text));
            var after = rules.after(before, event, recorded);
            if (fault.isEmpty()) {
                rules.fault(after).ifPresent(text -> findings.add(recorded.entry(), Kind.HISTORY, text));
            }
            return new Followed<>(after, false);
        } catch (RuntimeException impossible) {
            if (fault.isEmpty()) {
                findings.add(
                        recorded.entry(),
                        Kind.HISTORY,
                        "It cannot be added up with what happened before: " + impossible.getMessage());
            }
            return new Followed<>(before, false);
        }
    }

    private Followed<S> before(Entry entry) {
        var known = streams.get(entry.streamId());
        if (known != null) {
            return known;
        }
        return entry.streamVersion() == 0 ? new Followed<>(null, false) : readAgain(entry);
    }

    private Followed<S> readAgain(Entry entry) {
        var adding = new Object() {
            @Nullable
            S state;
        };
        try {
            entries.ofStream(entry.streamId(), entry.position(), earlier -> {
                var recorded = serializer.decode(earlier);
                adding.state = rules.after(adding.state, rules.family().cast(recorded.payload()), recorded);
            });
            return new Followed<>(adding.state, false);
        } catch (UnreadableEvent | ClassCastException | IllegalStateException lost) {
            return new Followed<>(null, true); // that was said when it was seen
        }
    }

    @Override
    public void lose(String stream) {
        streams.put(stream, new Followed<>(null, true));
    }

    @Override
    public void end(Findings findings) {
        // every event was judged when it was seen
    }
}
