package dev.tidings.dispatcher.channel.registry;

import dev.tidings.contract.SenderAccount;
import dev.tidings.dispatcher.channel.credentials.Secret;
import dev.tidings.dispatcher.channel.provider.ConnectedProvider;
import dev.tidings.dispatcher.channel.provider.ConnectedProvider.Connection;
import dev.tidings.dispatcher.channel.provider.Reports;
import dev.tidings.dispatcher.channel.provider.Sender;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The connections of accounts that keep one: opened when first asked for, again where the account or its secret is another one
 * than before, and closed with the service. Of an account that was disabled it stays open: what it sent is still reported over it.
 */
final class Connections implements AutoCloseable {
    private final Reports reports;
    private final Executor closing;
    private final Map<Key, Open> open = new HashMap<>();
    private boolean closed;

    private record Key(String channel, String accountId) {
        static Key of(SenderAccount account) {
            return new Key(account.channel(), account.accountId());
        }
    }

    /** What a connection is made with: another limit of the account needs no other connection. */
    private record Wiring(String provider, String baseUrl, Map<String, String> settings, Secret secret) {
        static Wiring of(Sender sender) {
            SenderAccount account = sender.account();
            return new Wiring(account.provider(), account.baseUrl(), account.settings(), sender.secret());
        }
    }

    private record Open(Wiring wiring, Connection connection) {}

    /**
     * None is open yet.
     *
     * @param reports takes what providers report over them
     * @param closing runs what waits for a connection's last answers
     */
    Connections(Reports reports, Executor closing) {
        this.reports = reports;
        this.closing = closing;
    }

    /** The connection of an account as it is now. */
    synchronized Connection of(ConnectedProvider api, Sender sender) {
        if (closed) {
            throw new IllegalStateException("the service is shutting down");
        }
        Key key = Key.of(sender.account());
        Open known = open.get(key);
        if (known != null && known.wiring().equals(Wiring.of(sender))) {
            return known.connection();
        }
        Open fresh = new Open(Wiring.of(sender), api.open(sender, reports));
        open.put(key, fresh);
        if (known != null) {
            closing.execute(known.connection()::close);
        }
        return fresh.connection();
    }

    /** All at once: each waits for its last answers. */
    @Override
    public synchronized void close() {
        closed = true;
        CompletableFuture.allOf(open.values().stream()
                        .map(each -> CompletableFuture.runAsync(each.connection()::close, closing))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
        open.clear();
    }
}
