package dev.tidings.dispatcher.channel.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks names up on threads of their own: a look-up takes as long as it takes, and cannot be interrupted. A call waits for it
 * until its deadline. It is needed for a new connection only.
 */
final class NameLookUps implements DnsResolver, AutoCloseable {
    /** Of the call that the thread is in: the client tells a resolver nothing but the name. */
    static final ScopedValue<Delayed> DEADLINE = ScopedValue.newInstance();

    private final DnsResolver names;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("look-up-", 0).factory());

    NameLookUps(DnsResolver names) {
        this.names = names;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        Future<InetAddress[]> found = threads.submit(() -> names.resolve(host));
        try {
            return found.get(DEADLINE.get().getDelay(TimeUnit.NANOSECONDS), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new UnknownHostException("not in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException("interrupted");
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    /** As it would be where the look-up were made here. */
    private static UnknownHostException failure(ExecutionException e) {
        if (e.getCause() instanceof UnknownHostException unknown) {
            return unknown;
        }
        throw new IllegalStateException("a look-up failed", e.getCause());
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return names.resolveCanonicalHostname(host);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
