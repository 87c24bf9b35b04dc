package dev.tidings.dispatcher.channel.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Writes a request to a connection that stands, unless its {@link Handover} was given up. The client knows no later point
 * before the first byte.
 */
final class FencedExecutor extends HttpRequestExecutor {
    static final String HANDOVER = "tidings.handover";

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            @Nullable HttpResponseInformationCallback information,
            HttpContext context)
            throws IOException, HttpException {
        if (!(context.getAttribute(HANDOVER) instanceof Handover handover) || !handover.begin()) {
            throw new InterruptedIOException("given up, or too late, before anything was sent");
        }
        return super.execute(request, connection, information, context);
    }
}
