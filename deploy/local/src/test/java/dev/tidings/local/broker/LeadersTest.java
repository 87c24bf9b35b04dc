package dev.tidings.local.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

class LeadersTest {
    private static final List<NewTopic> TOPICS = List.of(new NewTopic("new", 1, (short) 1));

    /** What the broker answers, one after the other; empty: where the partition ends. */
    private final Queue<Optional<KafkaException>> answers = new ArrayDeque<>();

    private final Admin admin = (Admin) Proxy.newProxyInstance(
            LeadersTest.class.getClassLoader(), new Class<?>[] {Admin.class}, (_, method, _) -> {
                assertThat(method.getName()).isEqualTo("listOffsets");
                return new ListOffsetsResult(Map.of(new TopicPartition("new", 0), next()));
            });

    private KafkaFuture<ListOffsetsResultInfo> next() {
        KafkaFutureImpl<ListOffsetsResultInfo> answer = new KafkaFutureImpl<>();
        answers.remove()
                .ifPresentOrElse(
                        answer::completeExceptionally,
                        () -> answer.complete(new ListOffsetsResultInfo(0, 0, Optional.of(0))));
        return answer;
    }

    private void answer(KafkaException trouble) {
        answers.add(Optional.of(trouble));
    }

    @Test
    void asksAgainWhereTheBrokerDoesNotKnowTheTopicYet() {
        answer(new UnknownTopicOrPartitionException("not yet"));
        answer(new UnknownTopicOrPartitionException("not yet"));
        answers.add(Optional.empty());

        Leaders.await(admin, TOPICS);

        assertThat(answers).isEmpty();
    }

    @Test
    void givesUpWhereItDoesNotKnowItInTime() {
        answer(new UnknownTopicOrPartitionException("never"));

        assertThatThrownBy(() -> Leaders.await(admin, TOPICS, Duration.ZERO))
                .isInstanceOf(BrokerFailedException.class)
                .hasMessageContaining("no leaders");
    }

    @Test
    void givesUpAtOnceWhereAskingAgainWillNotHelp() {
        answer(new TopicAuthorizationException("not for you"));

        assertThatThrownBy(() -> Leaders.await(admin, TOPICS)).isInstanceOf(BrokerFailedException.class);
    }
}
