package io.holdfast.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Makes a problem of what libraries refuse without a word: the health of a component that there is not, for example. Every
 * problem has a type of content, so what has none is none.
 */
final class LibraryGaps extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var wordy = new Wordy(response);
        chain.doFilter(request, wordy);
        wordy.flushWords();
    }

    /** Goes to the error page before it is sent off empty. */
    private static final class Wordy extends HttpServletResponseWrapper {

        Wordy(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void flushBuffer() throws IOException {
            if (!flushWords()) {
                super.flushBuffer();
            }
        }

        boolean flushWords() throws IOException {
            boolean missing = getStatus() >= 400 && getContentType() == null && !isCommitted();
            if (missing) {
                sendError(getStatus());
            }
            return missing;
        }
    }
}
