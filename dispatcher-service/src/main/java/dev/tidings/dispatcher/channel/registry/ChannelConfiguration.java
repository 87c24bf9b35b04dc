package dev.tidings.dispatcher.channel.registry;

import dev.tidings.catalog.Catalog;
import dev.tidings.dispatcher.channel.Channels;
import dev.tidings.dispatcher.channel.credentials.Credentials;
import dev.tidings.dispatcher.channel.credentials.CredentialsProperties;
import dev.tidings.dispatcher.channel.http.EgressProperties;
import dev.tidings.dispatcher.channel.http.EgressRules;
import dev.tidings.dispatcher.channel.http.HttpCall;
import dev.tidings.dispatcher.channel.provider.ProviderApi;
import dev.tidings.dispatcher.channel.twilio.TwilioSms;
import dev.tidings.dispatcher.channel.whatsapp.WhatsAppCloud;
import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the channels. A new adapter is one more bean here. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({EgressProperties.class, CredentialsProperties.class})
class ChannelConfiguration {
    @Bean
    Credentials credentials(CredentialsProperties properties) {
        return new Credentials(System::getenv, properties);
    }

    @Bean
    HttpCall httpCall(EgressProperties properties, InstantSource clock) {
        return new HttpCall(properties, clock);
    }

    @Bean
    ProviderApi whatsAppCloud() {
        return new WhatsAppCloud();
    }

    @Bean
    ProviderApi twilioSms(InstantSource clock) {
        return new TwilioSms(clock);
    }

    @Bean
    Channels channels(Catalog catalog, List<ProviderApi> apis, Egress egress, EgressProperties properties) {
        return new ConfiguredChannels(new AccountLookup(catalog, apis), egress, properties.answerWithin());
    }

    @Bean
    Egress egress(EgressProperties properties, Credentials credentials, HttpCall call, InstantSource clock) {
        return new Egress(new EgressRules(properties), credentials, call, clock);
    }
}
