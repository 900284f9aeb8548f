package io.holdfast.http;

import io.holdfast.http.InvalidRequest.Fault;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says in a caller's terms what is wrong with a JSON text; the parser's own words name Java classes. */
final class JsonFaults {

    private JsonFaults() {}

    static Fault of(JacksonException wrong) {
        return new Fault(pointer(wrong), message(wrong));
    }

    private static String pointer(JacksonException wrong) {
        return wrong.getPath().stream()
                .map(step -> step.getPropertyName() != null ? escaped(step.getPropertyName()) : "" + step.getIndex())
                .map("/"::concat)
                .collect(Collectors.joining());
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static String message(JacksonException wrong) {
        return switch (wrong) {
            case UnrecognizedPropertyException unknown ->
                "is not a field of this request; there are " + String.join(", ", known(unknown));
            case InputCoercionException outOfRange -> "is not a number in range";
            case InvalidFormatException format -> "is not " + Expected.of(format.getTargetType());
            case MismatchedInputException mismatch -> "is not " + Expected.of(mismatch.getTargetType());
            case StreamReadException syntax ->
                "is malformed JSON at line %d, column %d"
                        .formatted(
                                syntax.getLocation().getLineNr(),
                                syntax.getLocation().getColumnNr());
            default -> "cannot be read";
        };
    }

    private static Iterable<String> known(UnrecognizedPropertyException unknown) {
        return unknown.getKnownPropertyIds().stream()
                .map(String::valueOf)
                .sorted()
                .toList();
    }
}
