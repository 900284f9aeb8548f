package io.holdfast.customer;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a customer gets mail: RFC 5321's dot-string at a domain, at most 254 characters. Quoted local parts, addresses of
 * bare hosts and letters beyond ASCII (RFC 6531) are not taken.
 *
 * @param value as it was written, without spaces around it
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2">RFC 5321, 4.1.2 and 4.5.3.1</a>
 * @see <a href="https://www.rfc-editor.org/errata/eid1690">why 254</a>
 */
public record EmailAddress(String value) {

    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

    /** What an address looks like. */
    public static final String FORMAT =
            "(?=.{3,254}$)(?=[^@]{1,64}@)" // how long all of it is, and what is before the @
                    + ATOM + "(?:\\." + ATOM + ")*@" + LABEL + "(?:\\." + LABEL + ")+";

    private static final Pattern VALID = Pattern.compile(FORMAT);

    public EmailAddress {
        if (!isValid(value)) {
            throw new IllegalArgumentException("Not an e-mail address."); // which one is nobody's business
        }
    }

    /** Whether this is an address. */
    public static boolean isValid(String value) {
        return VALID.matcher(value).matches();
    }

    /** The same for all ways to write this address: case is of no matter. */
    public String key() {
        return value.toLowerCase(Locale.ROOT);
    }

    /** Nothing that a log could keep. */
    @Override
    public String toString() {
        return "an e-mail address";
    }
}
