package dev.tidings.dispatcher.channel.registry;

import dev.tidings.catalog.Catalog;
import dev.tidings.dispatcher.channel.Channels;
import dev.tidings.dispatcher.channel.credentials.Credentials;
import dev.tidings.dispatcher.channel.credentials.CredentialsProperties;
import dev.tidings.dispatcher.channel.credentials.MissingSecrets;
import dev.tidings.dispatcher.channel.http.EgressProperties;
import dev.tidings.dispatcher.channel.http.EgressRules;
import dev.tidings.dispatcher.channel.http.HttpCall;
import dev.tidings.dispatcher.channel.provider.AnswerReader;
import dev.tidings.dispatcher.channel.provider.Reports;
import dev.tidings.dispatcher.channel.smpp.SmppMetrics;
import dev.tidings.dispatcher.channel.smpp.SmppNetwork;
import dev.tidings.dispatcher.channel.smpp.SmppSms;
import dev.tidings.dispatcher.channel.webhook.WebhookAddress;
import dev.tidings.dispatcher.channel.webhook.WebhookReaders;
import dev.tidings.topics.RecipientKeys;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Random;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the channels out of the {@link Adapters}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({EgressProperties.class, CredentialsProperties.class})
class ChannelConfiguration {
    @Bean
    Credentials credentials(CredentialsProperties properties, InstantSource clock) {
        return new Credentials(System::getenv, properties, clock);
    }

    @Bean
    MissingSecrets missingSecrets() {
        return new MissingSecrets();
    }

    @Bean
    HttpCall httpCall(EgressProperties properties, InstantSource clock) {
        return new HttpCall(properties, clock);
    }

    @Bean
    EgressRules egressRules(EgressProperties properties) {
        return new EgressRules(properties);
    }

    @Bean
    AnswerReader answerReader(InstantSource clock, MeterRegistry meters) {
        return new AnswerReader(clock, new UnknownCodeCounter(meters));
    }

    /** Closed with the service, which ends what is under way before. */
    @Bean
    Connections connections(Reports reports) {
        return new Connections(reports, Thread::startVirtualThread);
    }

    @Bean
    SmppSms smppSms(InstantSource clock, EgressRules rules, EgressProperties properties, MeterRegistry meters) {
        return new SmppSms(
                clock,
                SmppNetwork.usual(rules, properties.connectWithin()),
                new Random(),
                new UnknownCodeCounter(meters),
                new SmppMetrics(meters));
    }

    @Bean
    Adapters adapters(InstantSource clock, WebhookAddress webhooks, RecipientKeys keys, SmppSms smpp) {
        return Adapters.all(clock, webhooks, keys).and(smpp);
    }

    @Bean
    AccountLookup accountLookup(Catalog catalog, Adapters adapters) {
        return new AccountLookup(catalog, adapters.list());
    }

    @Bean
    Egress egress(
            EgressRules rules,
            Credentials credentials,
            MissingSecrets missing,
            HttpCall call,
            AnswerReader answers,
            Connections connections) {
        return new Egress(rules, credentials, missing, call, answers, connections);
    }

    @Bean
    Channels channels(AccountLookup accounts, Egress egress, EgressProperties properties) {
        return new ConfiguredChannels(accounts, egress, properties.answerWithin());
    }

    @Bean
    AccountsCheck accountsCheck(AccountLookup accounts, Credentials credentials, MissingSecrets missing) {
        return new AccountsCheck(accounts, credentials, missing);
    }

    @Bean
    WebhookReaders webhookReaders(Adapters adapters) {
        return adapters.webhooks();
    }
}
