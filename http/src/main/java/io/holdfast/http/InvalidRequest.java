package io.holdfast.http;

import java.util.List;
import java.util.stream.Collectors;

/** A request that can never be accepted, with everything that is wrong with it. */
public final class InvalidRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Fault> errors;

    /**
     * One thing that is wrong.
     *
     * @param pointer where: a JSON Pointer into the body ({@code /lines/0/sku}), {@code ?name} for a query parameter,
     *     {@code {name}} for a part of the path, or the name of a header
     * @param message what, in words
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6901">RFC 6901, JSON Pointer</a>
     */
    public record Fault(String pointer, String message) {}

    public InvalidRequest(List<Fault> errors) {
        super(errors.stream().map(InvalidRequest::sentence).collect(Collectors.joining(" ")), null, false, false);
        this.errors = List.copyOf(errors);
    }

    /** A request with one thing wrong. */
    public InvalidRequest(String pointer, String message) {
        this(List.of(new Fault(pointer, message)));
    }

    /** Everything that is wrong, at least one. */
    public List<Fault> errors() {
        return errors;
    }

    private static String sentence(Fault fault) {
        return fault.pointer().isEmpty() ? fault.message() + "." : fault.pointer() + " " + fault.message() + ".";
    }
}
