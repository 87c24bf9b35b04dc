package dev.tidings.dispatcher.channel.smpp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a message centre, with TLS or without.
 *
 * @param raw what is closed: closing TLS in an orderly way would wait for one who does not read
 * @param socket what is read from and written to
 */
record Wire(Socket raw, Socket socket) implements AutoCloseable {
    /** Connects to the first address of the centre that takes it. */
    static Wire connect(SmppSettings.Centre centre, SmppNetwork network) throws IOException {
        @Nullable IOException last = null;
        for (InetAddress address : network.rules().addresses(centre.host())) {
            Socket raw = new Socket();
            try {
                connect(raw, new InetSocketAddress(address, centre.port()), millis(network));
                return new Wire(raw, centre.secure() ? secured(raw, centre, network) : raw);
            } catch (IOException e) {
                raw.close();
                last = e;
            } catch (RuntimeException e) {
                // It is tried again and again: none may stay open.
                raw.close();
                throw e;
            }
        }
        throw last == null ? new IOException("the name has no address") : last;
    }

    private static void connect(Socket raw, InetSocketAddress address, int within) throws IOException {
        try {
            raw.setTcpNoDelay(true);
            raw.connect(address, within);
        } catch (SocketTimeoutException e) {
            // The same exception as where TLS takes too long: here it is said which it was.
            throw new ConnectTimeoutException("connecting took too long");
        }
    }

    private static Socket secured(Socket raw, SmppSettings.Centre centre, SmppNetwork network) throws IOException {
        SSLSocket secured = (SSLSocket) network.tls().createSocket(raw, centre.host(), centre.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        raw.setSoTimeout(millis(network));
        secured.startHandshake();
        // From here on, asking whether the other side is there tells when it is not.
        raw.setSoTimeout(0);
        return secured;
    }

    private static int millis(SmppNetwork network) {
        return Math.toIntExact(network.times().connectWithin().toMillis());
    }

    @Override
    public void close() {
        try {
            raw.close();
        } catch (IOException e) {
            // It is of no use any more either way.
        }
    }
}
