package dev.tidings.dispatcher.channel.smpp;

import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

/** TLS with a bug in it: it throws what nobody expects, and quotes a secret. */
final class BrokenTls extends SSLSocketFactory {
    static final String CANARY = "canary-3f9a";

    @Override
    public Socket createSocket(Socket raw, String host, int port, boolean closesRaw) {
        throw new IllegalArgumentException(CANARY);
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return new String[0];
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return new String[0];
    }
}
