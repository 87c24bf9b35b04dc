package dev.tidings.testbed.peers.dbscheduler;

import dev.tidings.testbed.bench.hold.Releases;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Where the scheduler tells what it executes: one connection at a time, a new one after a crash. */
final class ReleaseServer implements AutoCloseable {
    private final ServerSocket server;
    private final Releases releases;

    private ReleaseServer(ServerSocket server, Releases releases) {
        this.server = server;
        this.releases = releases;
    }

    static ReleaseServer start(Releases releases) {
        try {
            ReleaseServer started =
                    new ReleaseServer(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), releases);
            Thread.ofPlatform().daemon().name("releases").start(started::serve);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("no port for the scheduler to tell", e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept();
                    DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()))) {
                while (true) {
                    releases.released(in.readLong());
                }
            } catch (EOFException e) {
                // The scheduler ended; the next one connects again.
            } catch (IOException e) {
                if (!server.isClosed()) {
                    System.err.println("the scheduler's connection broke: " + e.getMessage());
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
