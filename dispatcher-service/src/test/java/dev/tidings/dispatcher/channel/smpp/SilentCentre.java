package dev.tidings.dispatcher.channel.smpp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes connections and never answers as it should: with nothing at all, or, once it was asked, with what it is told to. */
final class SilentCentre implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final byte[] nonsense;

    SilentCentre(int... nonsense) throws IOException {
        this.nonsense = new byte[nonsense.length];
        for (int i = 0; i < nonsense.length; i++) {
            this.nonsense[i] = (byte) nonsense[i];
        }
        Thread.ofVirtual().start(this::accept);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                connections.add(socket);
                // Spoken before the bind has left, it would end the session before or after it, as chance has it.
                if (nonsense.length > 0 && socket.getInputStream().read() >= 0) {
                    socket.getOutputStream().write(nonsense);
                }
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
