package dev.tidings.dispatcher.channel.smpp;

import dev.tidings.contract.Receipt;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.SenderAccount;
import dev.tidings.contract.TextContent;
import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.dispatcher.channel.Samples;
import dev.tidings.dispatcher.channel.credentials.Secret;
import dev.tidings.dispatcher.channel.http.EgressRules;
import dev.tidings.dispatcher.channel.provider.ConnectedProvider.Connection;
import dev.tidings.dispatcher.channel.provider.Reports;
import dev.tidings.dispatcher.channel.provider.Sender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;

/** One account's connection as the dispatcher would have it, with short times and a still clock. */
final class Desk implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    final BlockingQueue<Receipt> receipts = new LinkedBlockingQueue<>();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final AtomicInteger unknownCodes = new AtomicInteger();

    private final Connection connection;

    private Desk(SenderAccount account, String password, SmppNetwork network, Reports reports) {
        SmppSms adapter = new SmppSms(
                InstantSource.fixed(Samples.NOW),
                network,
                new Random(1),
                _ -> unknownCodes.incrementAndGet(),
                new SmppMetrics(meters));
        Reports all = receipt -> {
            receipts.add(receipt);
            return reports.accept(receipt);
        };
        connection = adapter.open(new Sender(account, new Secret(password)), all);
    }

    static Desk at(String baseUrl, String... settings) {
        return new Desk(account(baseUrl, settings), MessageCentre.PASSWORD, network(), taking());
    }

    static Desk withPassword(String baseUrl, String password) {
        return new Desk(account(baseUrl), password, network(), taking());
    }

    static Desk reporting(String baseUrl, Reports reports) {
        return new Desk(account(baseUrl), MessageCentre.PASSWORD, network(), reports);
    }

    static Desk trusting(String baseUrl, SSLSocketFactory tls) {
        return new Desk(
                account(baseUrl),
                MessageCentre.PASSWORD,
                new SmppNetwork(network().rules(), tls, network().times()),
                taking());
    }

    static Desk enquiring(String baseUrl, Duration every) {
        SmppTimes usual = network().times();
        SmppTimes times = new SmppTimes(
                usual.connectWithin(),
                Duration.ofMillis(300),
                every,
                usual.reportWithin(),
                usual.goodByeWithin(),
                usual.restFor());
        return new Desk(
                account(baseUrl),
                MessageCentre.PASSWORD,
                new SmppNetwork(network().rules(), network().tls(), times),
                taking());
    }

    static SmppNetwork network() {
        SmppTimes times = new SmppTimes(
                Duration.ofSeconds(3),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofMillis(300),
                Duration.ofMillis(500),
                Duration.ofMillis(20));
        return new SmppNetwork(
                new EgressRules(Samples.egress(PATIENCE)), (SSLSocketFactory) SSLSocketFactory.getDefault(), times);
    }

    private static Reports taking() {
        return _ -> CompletableFuture.allOf();
    }

    /** Names and values alternate. */
    static SenderAccount account(String baseUrl, String... settings) {
        Map<String, String> all = new LinkedHashMap<>(Map.of("systemId", MessageCentre.SYSTEM_ID, "from", "Shop"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return new SenderAccount(
                "sms", "shop", null, true, "smpp", baseUrl, all, Map.of("password", "env:TOKEN"), null, null);
    }

    static SendTask task(String text) {
        return Samples.task("sms", new TextContent(text));
    }

    Outcome send(String text) {
        return send(text, PATIENCE);
    }

    Outcome send(String text, Duration within) {
        return connection.send(task(text), Instant.MAX, within);
    }

    Outcome send(SendTask task) {
        return send(task, Instant.MAX);
    }

    Outcome send(SendTask task, Instant deadline) {
        return connection.send(task, deadline, PATIENCE);
    }

    CompletableFuture<Outcome> sendMeanwhile(String text, Duration within) {
        return CompletableFuture.supplyAsync(() -> send(text, within), Thread::startVirtualThread);
    }

    double counted(String meter, String label, String value) {
        return meters.find(meter).tag(label, value).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    @Override
    public void close() {
        connection.close();
    }
}
