package dev.tidings.dispatcher.channel.smpp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes connections, writes what it is told to, reads nothing, and never answers. */
final class SilentCentre implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final byte[] greeting;

    SilentCentre(int... greeting) throws IOException {
        this.greeting = new byte[greeting.length];
        for (int i = 0; i < greeting.length; i++) {
            this.greeting[i] = (byte) greeting[i];
        }
        Thread.ofVirtual().start(this::accept);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                connections.add(socket);
                socket.getOutputStream().write(greeting);
            }
        } catch (IOException e) {
            // It is closed.
        }
    }

    String baseUrl() {
        return "smpp://localhost:" + server.getLocalPort();
    }

    int connections() {
        return connections.size();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : connections) {
            socket.close();
        }
    }
}
