package io.holdfast.ledger.projection;

import io.holdfast.ledger.Followers;
import io.holdfast.ledger.Standing;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.context.SmartLifecycle;

/** All views of this process, kept up to date while it runs. */
public final class Projections implements Followers, SmartLifecycle {

    private final List<View> views;
    private final DataSource source;
    private final EventStore events;
    private volatile List<Follower> followers = List.of();

    Projections(List<View> views, DataSource source, EventStore events) {
        this.views = List.copyOf(views);
        this.source = source;
        this.events = events;
    }

    @Override
    public List<Standing> standings() {
        return followers.stream().map(Follower::standing).toList();
    }

    /** What they are. */
    public List<View> views() {
        return views;
    }

    /** The view with this name. */
    public Optional<View> view(String name) {
        return views.stream().filter(view -> view.name().equals(name)).findFirst();
    }

    @Override
    public void start() {
        followers =
                views.stream().map(view -> new Follower(view, source, events)).toList();
        followers.forEach(Follower::start);
    }

    @Override
    public void stop() {
        try {
            for (var follower : followers) {
                follower.stop();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        followers = List.of();
    }

    @Override
    public boolean isRunning() {
        return !followers.isEmpty();
    }

    /** They begin after the ledger and end before it. */
    @Override
    public int getPhase() {
        return 1;
    }
}
