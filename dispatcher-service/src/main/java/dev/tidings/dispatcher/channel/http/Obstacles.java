package dev.tidings.dispatcher.channel.http;

import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;

/** Says in words of ours why no connection came about: the exceptions' own quote hosts and addresses. */
public final class Obstacles {
    private Obstacles() {}

    /** What was in the way. */
    public static String of(Exception e) {
        return switch (e) {
            case PublicAddresses.RefusedAddressException _ -> "the host has no public address";
            case UnknownHostException _ -> "the host name was not found";
            case ConnectTimeoutException _ -> "connecting took too long";
            case ConnectionRequestTimeoutException _ -> "no connection was free";
            case SSLException _ -> "the TLS handshake failed";
            case NoRouteToHostException _ -> "there is no route to the host";
            case ConnectException _ -> "the connection was refused";
            case SocketTimeoutException _ -> "the TLS handshake took too long";
            case InterruptedIOException _ -> "it was too late to send";
            default -> "no connection came about";
        };
    }
}
