package dev.tidings.testbed.bench.kit;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A provider that takes every message, on the simulator's HTTP stack. The simulator reads and checks each message as the real one
 * does, and keeps all of it: that costs more than what is measured here, and would level the differences.
 */
@Sharable
public final class LeanProvider extends SimpleChannelInboundHandler<FullHttpRequest> {
    static final String CALLS = "/bench/calls";
    static final String COUNT = "/bench/count";
    static final String DELAY = "/bench/delay/";
    static final String HANG = "/bench/hang/";
    static final String HANG_NONE = "/bench/hang-none";

    private static final int BODY_CAP = 1 << 20;
    private static final int THREADS = 2;

    private final CallLog log = new CallLog();
    private final Set<String> hanging = ConcurrentHashMap.newKeySet();
    private final InstantSource clock;
    private volatile long delayMillis;

    private LeanProvider(InstantSource clock) {
        this.clock = clock;
    }

    /** Listens on localhost until it is killed: the port. */
    public static void main(String[] arguments) {
        LeanProvider provider = new LeanProvider(InstantSource.system());
        var bound = new ServerBootstrap()
                .group(new MultiThreadIoEventLoopGroup(THREADS, NioIoHandler.newFactory()))
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new HttpServerCodec(), new HttpObjectAggregator(BODY_CAP), provider);
                    }
                })
                .bind("127.0.0.1", Integer.parseInt(arguments[0]))
                .syncUninterruptibly();
        bound.channel().closeFuture().syncUninterruptibly();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        String path = request.uri();
        if (path.startsWith("/bench/")) {
            answer(context, control(path));
            return;
        }
        // VERSION/ACCOUNT/messages
        String account = path.substring(path.indexOf('/', 1) + 1, path.lastIndexOf('/'));
        long number = log.add(clock.millis(), account, request.content());
        if (!hanging.contains(account)) {
            accept(context, number);
        }
    }

    private void accept(ChannelHandlerContext context, long number) {
        String body = "{\"messaging_product\":\"whatsapp\",\"messages\":[{\"id\":\"wamid.bench" + number + "\"}]}";
        long wait = delayMillis;
        if (wait == 0) {
            answer(context, body);
        } else {
            // The event loop's timer: ten thousand waiting answers cost no thread.
            var _ = context.executor().schedule(() -> answer(context, body), wait, TimeUnit.MILLISECONDS);
        }
    }

    private String control(String path) {
        if (path.startsWith(DELAY)) {
            delayMillis = Long.parseLong(path.substring(DELAY.length()));
        } else if (path.startsWith(HANG)) {
            hanging.add(path.substring(HANG.length()));
        } else if (path.equals(HANG_NONE)) {
            hanging.clear();
        }
        return path.equals(CALLS) ? log.text() : Integer.toString(log.count());
    }

    private static void answer(ChannelHandlerContext context, String body) {
        ByteBuf content = Unpooled.copiedBuffer(body, StandardCharsets.UTF_8);
        DefaultFullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, content);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/json; charset=UTF-8")
                .setInt(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
        var _ = context.writeAndFlush(response);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }
}
