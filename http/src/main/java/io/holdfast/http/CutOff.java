package io.holdfast.http;

import java.io.IOException;
import java.net.SocketTimeoutException;

/**
 * The body ends before its end: the caller has hung up or fallen silent, or has said of it what is not true. Tomcat says the
 * same of all of them, that the client aborted; most of them wait for an answer.
 */
final class CutOff extends BrokenBody {

    private static final long serialVersionUID = 1L;

    /** @param why what the container said */
    CutOff(IOException why) {
        super(
                why instanceof SocketTimeoutException
                        ? "The body stopped in the middle"
                        : "The body ended before its end, or is not in the chunks that were announced");
        initCause(why);
    }
}
