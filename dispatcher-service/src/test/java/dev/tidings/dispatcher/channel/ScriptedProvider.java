package dev.tidings.dispatcher.channel;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A provider on a raw socket: it reads one request after the other and then does what its script says. */
public final class ScriptedProvider implements AutoCloseable {
    /** What to do with a connection on which a whole request has come. */
    @FunctionalInterface
    public interface Script {
        void answer(Socket socket) throws IOException;
    }

    public record Request(String line, Map<String, String> headers, String body) {}

    private final ServerSocket server;
    private final Script script;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    private ScriptedProvider(Script script) {
        this.script = script;
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public static ScriptedProvider that(Script script) {
        return new ScriptedProvider(script);
    }

    /** Answers every request alike, and keeps the connection. */
    public static ScriptedProvider answering(int status, String body, String... headers) {
        return that(socket -> {
            StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\n");
            for (String header : headers) {
                head.append(header).append("\r\n");
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            head.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
            write(socket, head.toString());
            socket.getOutputStream().write(bytes);
        });
    }

    public static void write(Socket socket, String raw) throws IOException {
        socket.getOutputStream().write(raw.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** Ends the connection with a reset instead of an orderly end. */
    public static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    public String baseUrl() {
        return "http://localhost:" + server.getLocalPort();
    }

    public int port() {
        return server.getLocalPort();
    }

    public List<Request> requests() {
        return requests;
    }

    public int connections() {
        return sockets.size();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (!socket.isClosed()) {
                String line = line(in);
                if (line.isEmpty()) {
                    return;
                }
                Map<String, String> headers = new TreeMap<>();
                for (String header = line(in); !header.isEmpty(); header = line(in)) {
                    int colon = header.indexOf(':');
                    if (colon < 0) {
                        throw new IOException("this is no HTTP");
                    }
                    headers.put(
                            header.substring(0, colon).toLowerCase(Locale.ROOT),
                            header.substring(colon + 1).strip());
                }
                byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
                requests.add(new Request(line, headers, new String(body, StandardCharsets.UTF_8)));
                script.answer(socket);
            }
        } catch (IOException e) {
            // The client went away, or the test is over.
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
