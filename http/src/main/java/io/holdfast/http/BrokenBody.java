package io.holdfast.http;

import java.io.IOException;

/** A body that cannot be read to its end. An {@link IOException}, because it is found out while reading. */
abstract sealed class BrokenBody extends IOException permits CutOff, TooLarge, TooSlow {

    private static final long serialVersionUID = 1L;

    BrokenBody(String words) {
        super(words);
    }
}
