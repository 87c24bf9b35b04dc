package dev.tidings.dispatcher.channel.registry;

import dev.tidings.catalog.Catalog;
import dev.tidings.contract.Receipt;
import dev.tidings.contract.SendTask;
import dev.tidings.dispatcher.channel.Channels;
import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.dispatcher.channel.Samples;
import dev.tidings.dispatcher.channel.credentials.Credentials;
import dev.tidings.dispatcher.channel.credentials.CredentialsProperties;
import dev.tidings.dispatcher.channel.credentials.MissingSecrets;
import dev.tidings.dispatcher.channel.http.EgressProperties;
import dev.tidings.dispatcher.channel.http.EgressRules;
import dev.tidings.dispatcher.channel.http.HttpCall;
import dev.tidings.dispatcher.channel.provider.AnswerReader;
import dev.tidings.dispatcher.channel.provider.HttpProvider;
import dev.tidings.dispatcher.channel.provider.ProviderApi;
import dev.tidings.dispatcher.channel.webhook.WebhookAddress;
import dev.tidings.dispatcher.channel.webhook.WebhookReaders;
import dev.tidings.topics.RecipientKeys;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The channels as the service puts them together, with a still clock and an environment of the test's own. */
public final class Bench implements AutoCloseable {
    /** Where the webhooks of all benches are. */
    public static final String PUBLIC_URL = "https://hooks.example/tidings";

    private static final InstantSource CLOCK = InstantSource.fixed(Samples.NOW);
    /** What stands for recipients, in all benches. */
    public static final RecipientKeys KEYS = new RecipientKeys(new byte[16]);

    private static final WebhookAddress WEBHOOKS = new WebhookAddress(PUBLIC_URL);

    public final Channels channels;
    public final MeterRegistry meters = new SimpleMeterRegistry();
    /** What came over connections that are kept. */
    public final List<Receipt> reported = new CopyOnWriteArrayList<>();

    private final HttpCall call;
    private final Connections connections;
    private final AccountsCheck accountsCheck;

    public Bench(Catalog catalog, Map<String, String> environment) {
        this(catalog, environment, Samples.egress(Duration.ofSeconds(20)));
    }

    public Bench(Catalog catalog, Map<String, String> environment, EgressProperties properties) {
        this(
                catalog,
                environment,
                properties,
                Adapters.all(CLOCK, WEBHOOKS, KEYS).list());
    }

    /** With adapters of the test's own. */
    public Bench(
            Catalog catalog, Map<String, String> environment, EgressProperties properties, List<ProviderApi> adapters) {
        // Each look is a second after the one before: what a test puts there counts at once.
        AtomicInteger looks = new AtomicInteger();
        Credentials credentials = new Credentials(
                environment::get,
                new CredentialsProperties(null),
                () -> CLOCK.instant().plusSeconds(looks.incrementAndGet()));
        MissingSecrets missing = new MissingSecrets();
        AccountLookup accounts = new AccountLookup(catalog, adapters);
        this.call = new HttpCall(properties, CLOCK);
        this.connections = new Connections(
                receipt -> {
                    reported.add(receipt);
                    return CompletableFuture.allOf();
                },
                Runnable::run);
        this.accountsCheck = new AccountsCheck(accounts, credentials, missing);
        this.channels = new ConfiguredChannels(
                accounts,
                new Egress(
                        new EgressRules(properties),
                        credentials,
                        missing,
                        call,
                        new AnswerReader(CLOCK, new UnknownCodeCounter(meters)),
                        connections),
                properties.answerWithin());
    }

    /** The readers of webhooks as the service has them. */
    public static WebhookReaders webhooks() {
        return Adapters.all(CLOCK, WEBHOOKS, KEYS).webhooks();
    }

    /** The adapter of an account's provider, one that calls over HTTP. */
    public static HttpProvider adapter(String provider) {
        return Adapters.all(CLOCK, WEBHOOKS, KEYS).list().stream()
                .filter(api -> api.provider().equals(provider))
                .map(HttpProvider.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** Adapters of a service that was not told where its webhooks are. */
    static List<ProviderApi> withoutAnAddress() {
        return Adapters.all(CLOCK, new WebhookAddress(null), KEYS).list();
    }

    /** What the service does before it sends anything. */
    public void startUp() {
        accountsCheck.start();
    }

    public Outcome send(SendTask task) {
        return channels.forAccount(task.channel(), task.accountId())
                .orElseThrow()
                .send(task, Instant.MAX);
    }

    @Override
    public void close() {
        connections.close();
        call.close();
    }
}
