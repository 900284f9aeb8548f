package io.holdfast.ledger.projection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A view of the ledger: tables that follow from its events and nothing else. What an event changes is said on rows in
 * memory; reading and writing them, many events at once, is done by others. A service contributes each view as a bean.
 *
 * <p>Every row belongs to a thing, an order say, and what an event changes are rows of one thing.
 */
public interface View {

    /** What it is called in the database, over HTTP and in the log: {@code order-view}. Never to be changed. */
    String name();

    /** The sealed families of events that it looks at. */
    List<Class<?>> families();

    /** Its tables. The rows of a thing are those whose {@link Table#thing} columns have the thing's values. */
    List<Table<?>> tables();

    /** The values that name the thing whose rows an event of these families may change; null if it changes none. */
    @Nullable
    List<String> thing(Object event);

    /** Changes the rows of a thing as an event says. Depends on nothing else, and is the same every time. */
    void apply(Happened happened, Rows rows);
}
