package dev.tidings.testbed.peers.rocketmq;

import dev.tidings.testbed.bench.hold.Acknowledgement;
import dev.tidings.testbed.bench.hold.Hold;
import dev.tidings.testbed.bench.hold.Releases;
import dev.tidings.testbed.bench.kit.SubjectFailedException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.producer.SendCallback;
import org.apache.rocketmq.client.producer.SendResult;
import org.apache.rocketmq.common.TopicConfig;
import org.apache.rocketmq.common.consumer.ConsumeFromWhere;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.remoting.exception.RemotingException;
import org.apache.rocketmq.tools.admin.DefaultMQAdminExt;

/** Sends timer messages without waiting for each, recalls them, and reads what is delivered in one thread. */
final class RocketClient implements AutoCloseable {
    private static final String TOPIC = "hold";
    private static final int QUEUES = 8;
    private static final int UNDER_WAY = 4_000;
    private static final int RECALLING = 8;
    private static final int FETCH = 256;
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
    private static final Duration RETRY = Duration.ofMillis(250);
    private static final int SEND_TIMEOUT_MS = 60_000;
    /** What is due later is pending for good, and nobody will recall it. */
    private static final long RECALLED_WITHIN_MS = Duration.ofHours(1).toMillis();

    private final DefaultMQAdminExt admin;
    private final DefaultMQProducer producer;
    private final DefaultMQPushConsumer consumer;
    private final String broker;
    private final InstantSource clock = InstantSource.system();
    private final Semaphore free = new Semaphore(UNDER_WAY);
    private final Map<Long, String> handles = new ConcurrentHashMap<>();
    private final ExecutorService recalls = Executors.newFixedThreadPool(RECALLING);

    private RocketClient(
            DefaultMQAdminExt admin, DefaultMQProducer producer, DefaultMQPushConsumer consumer, String broker) {
        this.admin = admin;
        this.producer = producer;
        this.consumer = consumer;
        this.broker = broker;
    }

    static RocketClient connect(RocketServers servers, Releases releases) {
        try {
            DefaultMQAdminExt admin = new DefaultMQAdminExt();
            admin.setNamesrvAddr(servers.nameServer());
            admin.start();
            createTopic(admin, servers);
            DefaultMQProducer producer = new DefaultMQProducer("bench-producer");
            producer.setNamesrvAddr(servers.nameServer());
            producer.setSendMsgTimeout(SEND_TIMEOUT_MS);
            producer.setRetryTimesWhenSendAsyncFailed(0);
            producer.start();
            DefaultMQPushConsumer consumer = consumer(servers.nameServer(), releases);
            consumer.start();
            return new RocketClient(admin, producer, consumer, servers.broker());
        } catch (MQClientException e) {
            throw new SubjectFailedException("RocketMQ did not start: " + e.getMessage() + "\n" + servers.logTail(), e);
        }
    }

    private static DefaultMQPushConsumer consumer(String nameServer, Releases releases) throws MQClientException {
        DefaultMQPushConsumer consumer = new DefaultMQPushConsumer("bench-consumer");
        consumer.setNamesrvAddr(nameServer);
        consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
        consumer.setConsumeThreadMin(1);
        consumer.setConsumeThreadMax(1);
        consumer.setPullBatchSize(FETCH);
        consumer.setConsumeMessageBatchMaxSize(FETCH);
        consumer.subscribe(TOPIC, "*");
        consumer.setMessageListener((org.apache.rocketmq.client.consumer.listener.MessageListenerConcurrently)
                (messages, _) -> {
                    messages.forEach(message ->
                            releases.released(ByteBuffer.wrap(message.getBody()).getLong()));
                    return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
                });
        return consumer;
    }

    private static void createTopic(DefaultMQAdminExt admin, RocketServers servers) {
        long end = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (true) {
            try {
                admin.createAndUpdateTopicConfig(servers.broker(), new TopicConfig(TOPIC, QUEUES, QUEUES));
                admin.examineTopicRouteInfo(TOPIC);
                return;
            } catch (RemotingException | MQBrokerException | MQClientException e) {
                if (System.nanoTime() > end) {
                    throw new SubjectFailedException(
                            "RocketMQ did not start: " + e.getMessage() + "\n" + servers.logTail(), e);
                }
                LockSupport.parkNanos(RETRY.toNanos());
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
    }

    void send(Hold hold, Acknowledgement acknowledgement) {
        Message message = new Message(
                TOPIC,
                ByteBuffer.allocate(Hold.PAYLOAD_BYTES).putLong(hold.id()).array());
        message.setDeliverTimeMs(hold.dueAt());
        boolean mayBeRecalled = hold.dueAt() - clock.millis() < RECALLED_WITHIN_MS;
        try {
            free.acquire();
            producer.send(message, new SendCallback() {
                @Override
                public void onSuccess(SendResult result) {
                    if (mayBeRecalled && result.getRecallHandle() != null) {
                        handles.put(hold.id(), result.getRecallHandle());
                    }
                    free.release();
                    acknowledgement.acknowledged();
                }

                @Override
                public void onException(Throwable failure) {
                    free.release();
                    acknowledgement.failed(failure);
                }
            });
        } catch (MQClientException | RemotingException e) {
            free.release();
            acknowledgement.failed(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    void recall(Hold hold, Acknowledgement acknowledgement) {
        recalls.execute(() -> {
            try {
                String handle = handles.remove(hold.id());
                if (handle == null) {
                    throw new SubjectFailedException("no recall handle came back");
                }
                producer.recallMessage(TOPIC, handle);
                acknowledgement.acknowledged();
            } catch (MQClientException | RemotingException | MQBrokerException | SubjectFailedException e) {
                acknowledgement.failed(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                acknowledgement.failed(e);
            }
        });
    }

    /** An acknowledged message is in the log; from there the timer store takes it, and tells how far it is behind. */
    boolean awaitTimerStore(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        while (behind() > 0) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(RETRY.toNanos() / 10);
        }
        return true;
    }

    private long behind() {
        try {
            Map<String, String> stats = admin.fetchBrokerRuntimeStats(broker).getTable();
            return Long.parseLong(stats.getOrDefault("timerOffsetBehind", "0"));
        } catch (RemotingException | MQBrokerException e) {
            throw new SubjectFailedException("RocketMQ does not tell how far its timer is: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static SubjectFailedException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new SubjectFailedException("interrupted", e);
    }

    @Override
    public void close() {
        recalls.shutdownNow();
        consumer.shutdown();
        producer.shutdown();
        admin.shutdown();
    }
}
