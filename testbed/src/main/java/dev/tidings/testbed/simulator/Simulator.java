package dev.tidings.testbed.simulator;

import dev.tidings.testbed.simulator.provider.Ids;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A running simulator. Everything it holds is released by {@link #close()}. */
public final class Simulator implements AutoCloseable {
    private static final int THREADS = 2;
    private final EventLoopGroup loops;
    private final Journal journal;
    private final Webhooks webhooks;
    private final Channel server;

    private Simulator(EventLoopGroup loops, Journal journal, Webhooks webhooks, Channel server) {
        this.loops = loops;
        this.journal = journal;
        this.webhooks = webhooks;
        this.server = server;
    }

    /**
     * Starts a simulator; it listens when this returns.
     *
     * @throws IOException when the port is taken or the journal's folder cannot be written.
     * @throws IllegalArgumentException when an account's provider cannot be played, or the account lacks something.
     */
    public static Simulator start(SimulatorOptions options, InstantSource clock) throws IOException {
        Path data = options.data();
        Journal journal = data == null ? Journal.inMemory(Journal.CAPACITY) : Journal.in(data, Journal.CAPACITY);
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(THREADS, NioIoHandler.newFactory());
        Webhooks webhooks = new Webhooks(loops);
        try {
            Channel server = listen(options, loops, switchboards(options, clock, journal, webhooks, loops));
            return new Simulator(loops, journal, webhooks, server);
        } catch (IOException | RuntimeException e) {
            release(loops, journal, webhooks);
            throw e;
        }
    }

    private static Supplier<Switchboard> switchboards(
            SimulatorOptions options, InstantSource clock, Journal journal, Webhooks webhooks, EventLoopGroup loops) {
        Long seed = options.seed();
        // With a kept journal a second start goes on with new ids: the dispatcher remembers the old ones.
        Ids ids = new Ids(seed == null ? new SplittableRandom() : new SplittableRandom(seed + journal.calls()));
        Providers providers = Providers.of(options.accounts(), ids, clock);
        Repertoire repertoire = new Repertoire(providers.parts());
        Behaviours behaviours = new Behaviours(repertoire, clock, ids);
        Receipts receipts = new Receipts(options.receipts(), webhooks, loops, clock);
        ReportOnDemand reports = new ReportOnDemand(repertoire, receipts);
        Desk desk = new Desk(providers, behaviours, journal, receipts, clock);
        HttpHandler http = new HttpHandler(desk, new ControlApi(journal, behaviours, providers, webhooks, reports));
        return () -> new Switchboard(http, desk, providers.messageCentre());
    }

    private static Channel listen(SimulatorOptions options, EventLoopGroup loops, Supplier<Switchboard> switchboards)
            throws IOException {
        var bound = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(switchboards.get());
                    }
                })
                .bind(options.host(), options.port())
                .awaitUninterruptibly();
        Throwable failure = bound.cause();
        if (failure != null) {
            throw failure instanceof IOException io ? io : new IOException(failure);
        }
        return bound.channel();
    }

    /** The port it listens on. */
    public int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    /** Where it is. */
    public URI url() {
        return URI.create("http://localhost:" + port());
    }

    /** Waits until it is closed. */
    void awaitClose() {
        server.closeFuture().awaitUninterruptibly();
    }

    @Override
    public void close() {
        server.close().awaitUninterruptibly();
        release(loops, journal, webhooks);
    }

    private static void release(EventLoopGroup loops, Journal journal, Webhooks webhooks) {
        webhooks.close();
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
        try {
            journal.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
