package dev.tidings.dispatcher.channel.registry;

import dev.tidings.catalog.Catalog;
import dev.tidings.contract.SendTask;
import dev.tidings.dispatcher.channel.Channels;
import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.dispatcher.channel.Samples;
import dev.tidings.dispatcher.channel.credentials.Credentials;
import dev.tidings.dispatcher.channel.credentials.CredentialsProperties;
import dev.tidings.dispatcher.channel.http.EgressProperties;
import dev.tidings.dispatcher.channel.http.EgressRules;
import dev.tidings.dispatcher.channel.http.HttpCall;
import dev.tidings.dispatcher.channel.twilio.TwilioSms;
import dev.tidings.dispatcher.channel.whatsapp.WhatsAppCloud;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The channels as the service puts them together, with a still clock and an environment of the test's own. */
public final class Bench implements AutoCloseable {
    public final Channels channels;
    private final HttpCall call;

    public Bench(Catalog catalog, Map<String, String> environment) {
        this(catalog, environment, Samples.egress(Duration.ofSeconds(20)));
    }

    public Bench(Catalog catalog, Map<String, String> environment, EgressProperties properties) {
        InstantSource clock = InstantSource.fixed(Samples.NOW);
        this.call = new HttpCall(properties, clock);
        Egress egress = new Egress(
                new EgressRules(properties),
                new Credentials(environment::get, new CredentialsProperties(null)),
                call,
                clock);
        this.channels = new ConfiguredChannels(
                new AccountLookup(catalog, List.of(new WhatsAppCloud(), new TwilioSms(clock))),
                egress,
                properties.answerWithin());
    }

    public Outcome send(SendTask task) {
        return channels.forAccount(task.channel(), task.accountId())
                .orElseThrow()
                .send(task);
    }

    @Override
    public void close() {
        call.close();
    }
}
