package io.holdfast.http;

import java.io.IOException;
import java.time.Duration;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Hangs up on a caller whose request line and headers take too long although they never stop coming: Tomcat limits the time
 * between two bytes only, so that a byte now and then would keep one of its connections for hours. Tomcat makes this by name
 * and without arguments.
 */
public final class PromptHttp extends Http11NioProtocol {

    private long patienceNanos = Long.MAX_VALUE;

    /** @param patience how long a head may take, from its first byte to its last */
    void setHeadPatience(Duration patience) {
        patienceNanos = patience.toNanos();
    }

    @Override
    protected Processor createProcessor() {
        return new PromptProcessor();
    }

    private final class PromptProcessor extends Http11Processor {

        PromptProcessor() {
            super(PromptHttp.this, PromptHttp.this.getAdapter());
        }

        /** Is called whenever there is something of a head to read; a request without any of it has no start. */
        @Override
        public SocketState service(SocketWrapperBase<?> socket) throws IOException {
            long started = request.getStartTimeNanos();
            return started >= 0 && System.nanoTime() - started > patienceNanos
                    ? SocketState.CLOSED
                    : super.service(socket);
        }
    }
}
