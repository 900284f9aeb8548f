package io.holdfast.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stops reading a body that is too large, whether its length was announced or not, or that takes too long although it
 * never stops coming: a byte a second would hold its thread for days. Neither Tomcat nor Spring does. And says of a body that
 * breaks off that it is the caller's, which nobody can see of an {@link IOException} later.
 */
final class BodyLimit extends OncePerRequestFilter {

    private final long limit;
    private final Duration patience;

    /**
     * @param limit bytes that are taken
     * @param patience how long they may take altogether
     */
    BodyLimit(long limit, Duration patience) {
        this.limit = limit;
        this.patience = patience;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(
                new HttpServletRequestWrapper(request) {
                    @Override
                    public ServletInputStream getInputStream() throws IOException {
                        return new Counted(this, super.getInputStream());
                    }
                },
                response);
    }

    /** Reads from the container. */
    private interface Read {
        int bytes() throws IOException;
    }

    private final class Counted extends ServletInputStream {

        private final HttpServletRequest request;
        private final ServletInputStream body;
        private final long begun = System.nanoTime();
        private long read;

        Counted(HttpServletRequest request, ServletInputStream body) throws IOException {
            this.request = request;
            this.body = body;
            count(Math.max(request.getContentLengthLong(), 0));
            read = 0;
        }

        private int count(long bytes) throws IOException {
            read += bytes;
            if (read > limit) {
                throw new TooLarge(limit);
            }
            return (int) bytes;
        }

        private void hurry() throws IOException {
            if (System.nanoTime() - begun > patience.toNanos()) {
                throw givenUp(new TooSlow(patience));
            }
        }

        private int whole(Read read) throws CutOff {
            try {
                return read.bytes();
            } catch (IOException broken) {
                throw givenUp(new CutOff(broken));
            }
        }

        private <E extends BrokenBody> E givenUp(E why) {
            request.setAttribute(ImpatientValve.GIVEN_UP, true);
            return why;
        }

        @Override
        public int read() throws IOException {
            hurry();
            int next = whole(body::read);
            if (next >= 0) {
                count(1);
            }
            return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            hurry();
            int got = whole(() -> body.read(bytes, offset, length));
            return got > 0 ? count(got) : got;
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
