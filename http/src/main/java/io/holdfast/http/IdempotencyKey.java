package io.holdfast.http;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The header {@code Idempotency-Key}: how a caller names what it wants done once. The draft makes it a string in quotes; many
 * callers leave them out, and mean the same key.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/">The Idempotency-Key HTTP Header
 *     Field</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8941#section-3.3.3">RFC 8941, strings</a>
 */
final class IdempotencyKey {

    static final String HEADER = "Idempotency-Key";

    private static final Pattern STRING =
            Pattern.compile("\"((?:[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]|\\\\[\"\\\\])*+)\"");
    private static final Pattern BARE = Pattern.compile("[\\x21\\x23-\\x2B\\x2D-\\x5B\\x5D-\\x7E]++");
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");
    private static final int LONGEST = 100;

    private IdempotencyKey() {}

    /** The key, without quotes. */
    static Optional<String> of(List<String> headers) {
        if (headers.isEmpty()) {
            return Optional.empty();
        }
        var key = headers.size() == 1 ? unquoted(headers.getFirst().strip()) : "";
        if (key.isEmpty() || key.length() > LONGEST) {
            throw new InvalidRequest(
                    HEADER, "is not one string of 1 to 100 printable ASCII characters, best in quotes");
        }
        return Optional.of(key);
    }

    /** Empty if it is no key. */
    private static String unquoted(String value) {
        var string = STRING.matcher(value);
        if (string.matches()) {
            return ESCAPED.matcher(string.group(1)).replaceAll("$1");
        }
        return BARE.matcher(value).matches() ? value : "";
    }
}
