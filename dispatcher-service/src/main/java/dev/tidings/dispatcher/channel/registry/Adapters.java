package dev.tidings.dispatcher.channel.registry;

import dev.tidings.dispatcher.channel.alibaba.AlibabaChatApp;
import dev.tidings.dispatcher.channel.alibaba.AlibabaGlobalSms;
import dev.tidings.dispatcher.channel.alibaba.AlibabaSms;
import dev.tidings.dispatcher.channel.alibaba.OpenApiSigner;
import dev.tidings.dispatcher.channel.provider.ProviderApi;
import dev.tidings.dispatcher.channel.twilio.TwilioSms;
import dev.tidings.dispatcher.channel.viber.ViberBot;
import dev.tidings.dispatcher.channel.viber.ViberBusiness;
import dev.tidings.dispatcher.channel.webhook.WebhookAddress;
import dev.tidings.dispatcher.channel.webhook.WebhookReader;
import dev.tidings.dispatcher.channel.webhook.WebhookReaders;
import dev.tidings.dispatcher.channel.whatsapp.WhatsAppCloud;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Every adapter that there is.
 *
 * @param list one of each
 */
record Adapters(List<ProviderApi> list) {
    Adapters {
        list = List.copyOf(list);
    }

    /** A new adapter is one more line here. */
    static Adapters all(InstantSource clock, WebhookAddress webhooks) {
        OpenApiSigner alibaba = new OpenApiSigner(clock, () -> UUID.randomUUID().toString());
        return new Adapters(List.of(
                new WhatsAppCloud(),
                new TwilioSms(clock, webhooks),
                new ViberBot(),
                new ViberBusiness(clock),
                new AlibabaChatApp(alibaba, clock),
                new AlibabaSms(alibaba),
                new AlibabaGlobalSms(alibaba, clock)));
    }

    /** Their readers of webhooks. */
    WebhookReaders webhooks() {
        Map<String, WebhookReader> readers = new HashMap<>();
        list.forEach(api -> api.webhooks().ifPresent(reader -> readers.put(api.provider(), reader)));
        return new WebhookReaders(readers);
    }
}
