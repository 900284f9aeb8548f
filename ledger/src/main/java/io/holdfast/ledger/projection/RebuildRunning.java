package io.holdfast.ledger.projection;

/** A view is being rebuilt, and one rebuild at a time is enough. */
public final class RebuildRunning extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String view;
    private final String id;

    RebuildRunning(String view, String id) {
        super("%s is being rebuilt already.".formatted(view), null, false, false);
        this.view = view;
        this.id = id;
    }

    /** The view that it is about. */
    public String view() {
        return view;
    }

    /** The rebuild that runs. */
    public String id() {
        return id;
    }
}
