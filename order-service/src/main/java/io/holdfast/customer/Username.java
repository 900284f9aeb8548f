package io.holdfast.customer;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a customer wants to be called: 1 to 64 letters and digits of any script, {@code .}, {@code _} or {@code -}; the first
 * one a letter or digit.
 *
 * @param value as it was written, in Unicode's composed form (NFC)
 */
public record Username(String value) {

    /** What a user name looks like. */
    public static final String FORMAT = "[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._-]{0,63}";

    private static final Pattern VALID = Pattern.compile(FORMAT);

    public Username {
        value = composed(value);
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a user name."); // which one is nobody's business
        }
    }

    /** Whether this is a user name; a few letters have no composed form and count as two. */
    public static boolean isValid(String value) {
        return VALID.matcher(composed(value)).matches();
    }

    /** The same for all ways to write this name: neither case nor how an accent is encoded is of matter. */
    public String key() {
        // Upper case first: some letters have two lower cases and one upper case (σ, ς) or only several together (ß,
        // SS).
        return composed(value.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT));
    }

    private static String composed(String text) {
        return Normalizer.normalize(text, Form.NFC);
    }

    /** Nothing that a log could keep. */
    @Override
    public String toString() {
        return "a user name";
    }
}
