package dev.tidings.testbed.peers.artemis;

import dev.tidings.testbed.bench.hold.Acknowledgement;
import dev.tidings.testbed.bench.hold.Hold;
import dev.tidings.testbed.bench.hold.Releases;
import dev.tidings.testbed.bench.kit.SubjectFailedException;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;

/** Sends durable messages without waiting for each, and reads them as they are delivered. */
final class ArtemisClient implements AutoCloseable {
    private static final int CONNECT_ATTEMPTS = 300;
    private static final int RETRY_MS = 100;
    private static final int ACKNOWLEDGE_BYTES = 256 * 1024;

    private final ServerLocator locator;
    private final ClientSession session;
    private final ClientProducer producer;

    private ArtemisClient(ServerLocator locator, ClientSession session, ClientProducer producer) {
        this.locator = locator;
        this.session = session;
        this.producer = producer;
    }

    static ArtemisClient connect(int port, Releases releases) throws ActiveMQException {
        ServerLocator locator;
        try {
            locator = ActiveMQClient.createServerLocator("tcp://127.0.0.1:" + port);
        } catch (Exception e) {
            throw new IllegalStateException("the address is right", e);
        }
        locator.setInitialConnectAttempts(CONNECT_ATTEMPTS)
                .setReconnectAttempts(0)
                .setRetryInterval(RETRY_MS)
                .setBlockOnDurableSend(false)
                .setBlockOnAcknowledge(false)
                // Without a window there are no acknowledgements of single messages.
                .setConfirmationWindowSize(4 * 1024 * 1024)
                .setProducerWindowSize(4 * 1024 * 1024);
        try {
            ClientSessionFactory factory = locator.createSessionFactory();
            read(factory, releases);
            ClientSession sending = factory.createSession(true, true);
            return new ArtemisClient(locator, sending, sending.createProducer(ArtemisServer.QUEUE));
        } catch (ActiveMQException e) {
            locator.close();
            throw e;
        } catch (Exception e) {
            locator.close();
            throw new SubjectFailedException("Artemis did not answer: " + e.getMessage(), e);
        }
    }

    private static void read(ClientSessionFactory factory, Releases releases) throws ActiveMQException {
        ClientSession reading = factory.createSession(true, true, ACKNOWLEDGE_BYTES);
        ClientConsumer consumer = reading.createConsumer(ArtemisServer.QUEUE);
        consumer.setMessageHandler(message -> take(message, releases));
        reading.start();
    }

    private static void take(ClientMessage message, Releases releases) {
        releases.released(message.getBodyBuffer().readLong());
        try {
            message.acknowledge();
        } catch (ActiveMQException e) {
            // The connection broke: it comes again, and is counted as a repeat.
            System.err.println("not acknowledged: " + e.getMessage());
        }
    }

    void send(Hold hold, Acknowledgement acknowledgement) {
        ClientMessage message = session.createMessage(true);
        message.getBodyBuffer().writeLong(hold.id());
        message.getBodyBuffer().writeBytes(new byte[Hold.PAYLOAD_BYTES - Long.BYTES]);
        message.putLongProperty(Message.HDR_SCHEDULED_DELIVERY_TIME, hold.dueAt());
        try {
            producer.send(message, _ -> acknowledgement.acknowledged());
        } catch (ActiveMQException e) {
            acknowledgement.failed(e);
        }
    }

    @Override
    public void close() {
        locator.close();
    }
}
