package dev.tidings.dispatcher.channel.registry;

import dev.tidings.dispatcher.channel.provider.ProviderApi;
import dev.tidings.dispatcher.channel.twilio.TwilioSms;
import dev.tidings.dispatcher.channel.webhook.WebhookAddress;
import dev.tidings.dispatcher.channel.webhook.WebhookReader;
import dev.tidings.dispatcher.channel.webhook.WebhookReaders;
import dev.tidings.dispatcher.channel.whatsapp.WhatsAppCloud;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
        return new Adapters(List.of(new WhatsAppCloud(), new TwilioSms(clock, webhooks)));
    }

    /** These, and one that has more needs than they. */
    Adapters and(ProviderApi other) {
        return new Adapters(Stream.concat(list.stream(), Stream.of(other)).toList());
    }

    /** Their readers of webhooks. */
    WebhookReaders webhooks() {
        Map<String, WebhookReader> readers = new HashMap<>();
        list.forEach(api -> api.webhooks().ifPresent(reader -> readers.put(api.provider(), reader)));
        return new WebhookReaders(readers);
    }
}
