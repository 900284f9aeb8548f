package io.holdfast.ledger;

/** Nothing was ever recorded under this id. */
public final class NoSuchStream extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String id;

    /** The id as the stream's events would carry it, with its prefix. */
    public NoSuchStream(String id) {
        super("There is no %s.".formatted(id), null, false, false);
        this.id = id;
    }

    /** The id that leads to nothing. */
    public String id() {
        return id;
    }
}
