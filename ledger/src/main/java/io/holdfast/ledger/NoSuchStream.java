package io.holdfast.ledger;

/** Nothing was ever recorded under this id. */
public final class NoSuchStream extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String id;
    private final transient Moment moment;

    /** The id as the stream's events would carry it, with its prefix. */
    public NoSuchStream(String id) {
        this(id, new Moment.Now());
    }

    /** Nothing was recorded under this id at that moment. */
    public NoSuchStream(String id, Moment moment) {
        super(message(id, moment), null, false, false);
        this.id = id;
        this.moment = moment;
    }

    private static String message(String id, Moment moment) {
        return switch (moment) {
            case Moment.Now now -> "There is no %s.".formatted(id);
            case Moment.At at -> "There was no %s at position %d.".formatted(id, at.position());
        };
    }

    /** The id that leads to nothing. */
    public String id() {
        return id;
    }

    /** When it was looked for. */
    public Moment moment() {
        return moment;
    }
}
