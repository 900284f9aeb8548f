package io.holdfast.http;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Hangs up on a caller whose body took too long or broke off. Tomcat would go on reading what is left of it, so that the
 * connection can be used again, and the thread would be kept after all.
 */
final class ImpatientValve extends ValveBase {

    /** Names requests of which no more is read. */
    static final String GIVEN_UP = ImpatientValve.class.getName();

    ImpatientValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        if (request.getAttribute(GIVEN_UP) != null) {
            request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }
}
