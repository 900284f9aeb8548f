package io.holdfast.http;

import io.holdfast.ledger.Precondition;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The header {@code If-Match}: a list of entity tags, one of which the resource must have, or {@code *} if it only has to be
 * there. Compared strongly, so that a weak tag never matches.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1">RFC 9110, section 13.1.1</a>
 */
final class IfMatch {

    static final String HEADER = "If-Match";

    /** A tag is everything between its quotes: {@code "3"} is a version here, {@code "03"} is not. */
    private static final String TAG = "(W/)?\"([\\x21\\x23-\\x7E\\x80-\\xFF]*+)\"";

    private static final String GAP = "[ \\t]*+";

    /** Tags between commas. Empty elements are passed over, as RFC 9110, section 5.6.1, wants it. */
    private static final Pattern LIST =
            Pattern.compile("%1$s(%2$s)?%1$s(,%1$s(%2$s)?%1$s)*+".formatted(GAP, TAG.replace("(W/)", "(?:W/)")));

    private static final Pattern TAGS = Pattern.compile(TAG);

    private IfMatch() {}

    /** What the header presupposes; several of them are one list. */
    static Optional<Precondition> of(Iterable<String> headers) {
        var value = String.join(",", headers);
        if (!headers.iterator().hasNext()) {
            return Optional.empty();
        }
        if (value.strip().equals("*")) {
            return Optional.of(new Precondition.Exists());
        }
        if (!LIST.matcher(value).matches()) {
            throw new InvalidRequest(HEADER, "is neither * nor a list of entity tags like \"3\"");
        }
        return Optional.of(new Precondition.OneOf(versions(value)));
    }

    private static Set<Long> versions(String list) {
        var versions = new HashSet<Long>();
        var tags = TAGS.matcher(list);
        while (tags.find()) {
            if (tags.group(1) == null) {
                version(tags.group(2)).ifPresent(versions::add);
            }
        }
        return versions;
    }

    private static OptionalLong version(String tag) {
        try {
            long version = Long.parseLong(tag);
            return String.valueOf(version).equals(tag) ? OptionalLong.of(version) : OptionalLong.empty();
        } catch (NumberFormatException noVersion) {
            return OptionalLong.empty();
        }
    }
}
