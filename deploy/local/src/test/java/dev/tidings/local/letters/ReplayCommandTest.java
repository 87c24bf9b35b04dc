package dev.tidings.local.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidings.codec.Codec;
import dev.tidings.local.settings.LocalPorts;
import dev.tidings.local.settings.UserError;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class ReplayCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ReplayCommand command = new ReplayCommand(
            LocalPorts.DEFAULT, () -> Letters.NOW, new PrintStream(out, true, StandardCharsets.UTF_8));

    /** Takes the first transaction, and no other. */
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                @Override
                public void commitTransaction() {
                    if (commitCount() == 1) {
                        throw new KafkaException("broken");
                    }
                    super.commitTransaction();
                }
            };

    @Test
    void givesAnAccountOfWhatIsBackWhereALaterBatchFails() throws Exception {
        Plan plan = plan(Redelivery.BATCH + 1);
        command.apply = true;
        command.json = true;

        assertThatThrownBy(() -> command.replay(new Redelivery(producer), plan, Codec.singleObject()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("the last 1");

        JsonNode letters = new ObjectMapper().readTree(out.toByteArray()).path("letters");
        assertThat(letters.valueStream().filter(letter -> letter.has("replayedToOffset")))
                .hasSize(Redelivery.BATCH);
        assertThat(letters.path(Redelivery.BATCH).has("replayedToOffset")).isFalse();
    }

    @Test
    void tellsEachThatIsBackInALineAndOfNoOther() {
        command.apply = true;

        assertThatThrownBy(() ->
                        command.replay(new Redelivery(producer), plan(Redelivery.BATCH + 1), Codec.singleObject()))
                .isInstanceOf(UserError.class);

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(Redelivery.BATCH)
                .allMatch(line -> line.startsWith("replayed  "));
    }

    private static Plan plan(int letters) {
        List<Plan.Chosen> chosen = IntStream.range(0, letters)
                .mapToObj(i -> new Plan.Chosen(Letters.readable(i), new Verdict.Ready("it can be read by now")))
                .toList();
        return new Plan(chosen, new Tally(), 0, false, false);
    }
}
