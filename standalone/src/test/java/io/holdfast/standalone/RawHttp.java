package io.holdfast.standalone;

import io.holdfast.standalone.Http.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Sends bytes that no HTTP client would send, and reads what comes back until the other side hangs up. */
final class RawHttp {

    private RawHttp() {}

    /** Sends all of it and no more. */
    static Answer send(int port, String request) throws IOException {
        try (var socket = open(port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return read(socket);
        }
    }

    static Socket open(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** Reads to the end. */
    static Answer read(Socket socket) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(bytes);
        } catch (SocketException reset) {
            // the service hung up while more was on its way; what came before counts
        }
        var text = bytes.toString(StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        var head = end < 0 ? text : text.substring(0, end);
        var answer = new Answer(
                Integer.parseInt(head.substring(9, 12)),
                headers(head),
                end < 0 ? "" : unchunked(text.substring(end + 4)));
        Problems.check(answer);
        return answer;
    }

    private static HttpHeaders headers(String head) {
        var headers = new LinkedHashMap<String, List<String>>();
        head.lines().skip(1).forEach(line -> {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        });
        return HttpHeaders.of(headers, (name, value) -> true);
    }

    /** Problems are small: at most one chunk. */
    private static String unchunked(String body) {
        int first = body.indexOf('{');
        int last = body.lastIndexOf('}');
        return first < 0 ? body : body.substring(first, last + 1);
    }
}
