package io.holdfast.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What connects a program with its database server, and can be unplugged. */
final class Cable implements AutoCloseable {

    private final int server;
    private final ServerSocket near;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean plugged = true;

    /** @param server the port of the database server on this machine */
    Cable(int server) {
        this.server = server;
        try {
            near = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** Where the program finds its database. */
    int port() {
        return near.getLocalPort();
    }

    /** Cuts all connections; nobody gets a new one. */
    void unplug() {
        plugged = false;
        open.forEach(Cable::close);
    }

    void plugIn() {
        plugged = true;
    }

    private void accept() {
        try {
            while (true) {
                var caller = near.accept();
                if (plugged) {
                    connect(caller);
                } else {
                    caller.close();
                }
            }
        } catch (IOException closed) {
            open.forEach(Cable::close);
        }
    }

    private void connect(Socket caller) throws IOException {
        var far = new Socket(InetAddress.getLoopbackAddress(), server);
        open.add(caller);
        open.add(far);
        Thread.ofVirtual().start(() -> forward(caller, far));
        Thread.ofVirtual().start(() -> forward(far, caller));
    }

    private void forward(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException cut) {
            // as somebody wanted
        } finally {
            close(from);
            close(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            near.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
