package dev.tidings.testbed.simulator;

import dev.tidings.testbed.simulator.smpp.Smpp;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import java.util.List;
import java.util.Optional;

/**
 * Tells by a connection's first byte what is spoken on it: an SMPP PDU begins with its length, which is never so long that the first byte
 * would not be zero, and HTTP with a letter. So one port does for all.
 */
final class Switchboard extends ByteToMessageDecoder {
    private static final int BODY_CAP = 1 << 20;
    /** Alibaba Cloud has a message's text in the URL, and a Chinese character is nine characters there. */
    private static final int LONGEST_LINE = 1 << 16;

    private static final int CHUNK = 8192;
    private static final int PDU_CAP = 80 * 1024;

    private final HttpHandler http;
    private final Desk desk;
    private final Optional<Smpp> centre;

    Switchboard(HttpHandler http, Desk desk, Optional<Smpp> centre) {
        this.http = http;
        this.desk = desk;
        this.centre = centre;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        ChannelPipeline pipeline = context.pipeline();
        if (in.getByte(in.readerIndex()) != 0) {
            pipeline.addLast(
                    new HttpServerCodec(LONGEST_LINE, LONGEST_LINE, CHUNK),
                    new HttpServerKeepAliveHandler(),
                    new HttpObjectAggregator(BODY_CAP),
                    http);
        } else if (centre.isPresent()) {
            pipeline.addLast(
                    new LengthFieldBasedFrameDecoder(PDU_CAP, 0, Integer.BYTES, -Integer.BYTES, 0),
                    new SmppHandler(centre.get(), desk));
        } else {
            var _ = context.close();
            return;
        }
        // What has come so far goes on to them.
        pipeline.remove(this);
    }
}
