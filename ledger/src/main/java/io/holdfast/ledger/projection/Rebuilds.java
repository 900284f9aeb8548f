package io.holdfast.ledger.projection;

import io.holdfast.ledger.EventSerializer;
import io.holdfast.ledger.Locks;
import io.holdfast.ledger.TimeOrderedIds;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** The rebuilds that this process runs, each on a thread of its own, one of a view at a time; the last ones are remembered. */
public final class Rebuilds implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Rebuilds.class);
    private static final int REMEMBERED = 100;

    private final Projections projections;
    private final DataSource source;
    private final EventSerializer events;
    private final Locks locks;
    private final Map<String, Rebuild> byId = new LinkedHashMap<>();
    private volatile boolean running;

    /** @param source connections that they may keep for long */
    public Rebuilds(Projections projections, DataSource source, EventSerializer events, Locks locks) {
        this.projections = projections;
        this.source = source;
        this.events = events;
        this.locks = locks;
    }

    /**
     * Begins one and answers its id.
     *
     * @throws RebuildRunning if there is one of that view
     */
    public synchronized String begin(View view, boolean swap) {
        requireNone(view);
        var id = TimeOrderedIds.next().toString();
        var rebuild = new Rebuild(view, source, events, locks, swap);
        byId.put(id, rebuild);
        if (byId.size() > REMEMBERED) {
            byId.values().stream()
                    .filter(old -> old.progress().state().isOver())
                    .findFirst()
                    .ifPresent(byId.values()::remove);
        }
        Thread.ofPlatform().name("rebuild-" + view.name()).start(rebuild::run);
        return id;
    }

    /**
     * What {@link #begin} would say.
     *
     * @throws RebuildRunning if there is one of that view
     */
    public synchronized void requireNone(View view) {
        byId.forEach((id, rebuild) -> {
            if (rebuild.view().equals(view) && !rebuild.progress().state().isOver()) {
                throw new RebuildRunning(view.name(), id);
            }
        });
    }

    /** A rebuild of that view that was begun here. */
    public synchronized Optional<Rebuild> find(View view, String id) {
        return Optional.ofNullable(byId.get(id))
                .filter(rebuild -> rebuild.view().equals(view));
    }

    /** The rebuilds of a view that were begun here, oldest first, by id. */
    public synchronized Map<String, Rebuild> of(View view) {
        var some = new LinkedHashMap<String, Rebuild>();
        byId.forEach((id, rebuild) -> {
            if (rebuild.view().equals(view)) {
                some.put(id, rebuild);
            }
        });
        return some;
    }

    /** Drops what rebuilds have left that ended with their process. */
    @Override
    public void start() {
        running = true;
        for (var view : projections.views()) {
            try {
                Rebuild.clear(view, source, locks);
            } catch (SQLException e) {
                LOG.warn("Cannot drop what a rebuild of {} may have left; the next one does.", view.name(), e);
            }
        }
    }

    /** Ends those that run at the next page. */
    @Override
    public void stop() {
        running = false;
        List<Rebuild> all;
        synchronized (this) {
            all = List.copyOf(byId.values());
        }
        all.forEach(Rebuild::cancel);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** They begin after the views and end before them. */
    @Override
    public int getPhase() {
        return 2;
    }
}
