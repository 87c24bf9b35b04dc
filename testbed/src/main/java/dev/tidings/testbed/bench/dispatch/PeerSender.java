package dev.tidings.testbed.bench.dispatch;

import dev.tidings.codec.Codec;
import dev.tidings.codec.Decoded;
import dev.tidings.contract.SendTask;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What every peer does with a record: it is decoded and sent, and nothing is written anywhere. Used by all of the peer's
 * threads.
 */
public final class PeerSender implements AutoCloseable {
    private final Codec codec = Codec.singleObject();
    private final String bootstrapServers;
    private final String topic;
    private final int inFlight;
    private final ProviderClient client;

    /** With what {@link PeerConsumer} hands to a peer's main class. */
    public PeerSender(String[] arguments) {
        this.bootstrapServers = arguments[0];
        this.topic = arguments[1];
        this.inFlight = Integer.parseInt(arguments[3]);
        this.client = new ProviderClient(URI.create(arguments[2]), inFlight);
    }

    /** The lane to read. */
    public String topic() {
        return topic;
    }

    /** Calls that may be under way at once. */
    public int inFlight() {
        return inFlight;
    }

    /** Settings of a consumer that any peer needs, values in bytes. */
    public Map<String, Object> consumer(String group) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        return settings;
    }

    /** Sends what a record holds; blocks until the provider has taken it. */
    public void send(ConsumerRecord<?, byte[]> found) {
        if (codec.decode(found.headers(), found.value()) instanceof Decoded.Known(SendTask task)) {
            client.send(task);
        } else {
            throw new IllegalStateException("the lane holds something that is no task");
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
