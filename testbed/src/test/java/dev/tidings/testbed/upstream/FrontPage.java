package dev.tidings.testbed.upstream;

import dev.tidings.contract.SendRequest;
import dev.tidings.publish.SendPublisher;
import dev.tidings.publish.SendRequestBuilder;
import java.time.InstantSource;
import java.util.Map;

/** The README's. */
public final class FrontPage {
    private final String bootstrapServers;

    public FrontPage(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Returns once Kafka has the request of order-4711-shipped. */
    public void send() {
        try (SendPublisher tidings = SendPublisher.create(bootstrapServers, "/order-service", InstantSource.system())) {
            SendRequest request = SendRequestBuilder.to("whatsapp", "shop", "+6581234567")
                    .requestId("order-4711-shipped")
                    .from("acme", "order-service")
                    .template("order_update", "en", Map.of("name", "Ann"))
                    .fallback("sms-on-failure", "Your order is on its way")
                    .build();
            tidings.send(request).join(); // in Kafka; what becomes of it is on tidings.results
        }
    }
}
