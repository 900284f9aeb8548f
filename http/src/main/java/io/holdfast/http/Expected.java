package io.holdfast.http;

import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a value should have been, in a caller's terms. */
final class Expected {

    private Expected() {}

    static String of(@Nullable Class<?> type) {
        if (type == null) {
            return "valid";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "));
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "a whole number";
        }
        if (type == Instant.class) {
            return "a time: ISO 8601, such as 2026-03-03T12:00:00Z";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "a string";
        }
        return Iterable.class.isAssignableFrom(type) ? "an array" : "an object";
    }
}
