package dev.tidings.testbed.simulator;

import dev.tidings.testbed.simulator.provider.Answer;
import dev.tidings.testbed.simulator.provider.Call;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Requests in, answers out; waits are the event loop's timers, so that ten thousand hung calls cost no thread. */
@Sharable
final class HttpHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(HttpHandler.class);

    private final Desk desk;
    private final ControlApi control;

    HttpHandler(Desk desk, ControlApi control) {
        this.desk = desk;
        this.control = control;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (request.decoderResult().isFailure()) {
            var _ = context.close();
            return;
        }
        String body = request.content().toString(StandardCharsets.UTF_8);
        if (request.uri().startsWith(ControlApi.PREFIX)) {
            var _ = control.handle(request.method().name(), request.uri(), body)
                    .thenAccept(answer -> write(context, answer));
            return;
        }
        reply(context, desk.take(call(request, body)));
    }

    private static Call call(FullHttpRequest request, String body) {
        int query = request.uri().indexOf('?');
        Map<String, String> headers = new HashMap<>();
        request.headers()
                .forEach(header -> headers.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        return new Call(
                request.method().name(),
                query < 0 ? request.uri() : request.uri().substring(0, query),
                query < 0 ? "" : request.uri().substring(query + 1),
                headers,
                body);
    }

    private static void reply(ChannelHandlerContext context, Desk.Reply reply) {
        switch (reply) {
            case Desk.Reply.Send(Answer answer, Duration after) -> later(context, after, () -> write(context, answer));
            case Desk.Reply.Reset(Duration after) -> later(context, after, () -> reset(context));
            case Desk.Reply.Silence _ -> {}
        }
    }

    private static void later(ChannelHandlerContext context, Duration after, Runnable action) {
        if (after.isZero()) {
            action.run();
        } else {
            var _ = context.executor().schedule(action, after.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static void write(ChannelHandlerContext context, Answer answer) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(answer.status()),
                Unpooled.copiedBuffer(answer.body(), StandardCharsets.UTF_8));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, answer.contentType())
                .setInt(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
        var _ = context.writeAndFlush(response);
    }

    /** Lingering for zero seconds, a closed socket sends RST in place of FIN. */
    private static void reset(ChannelHandlerContext context) {
        context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        var _ = context.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A client that gives up is its own business; and the message of anything else might quote the call.
        if (!(cause instanceof IOException)) {
            LOG.error(
                    "a call could not be handled: {} at {}",
                    cause.getClass().getName(),
                    cause.getStackTrace().length == 0 ? "?" : cause.getStackTrace()[0]);
        }
        var _ = context.close();
    }
}
