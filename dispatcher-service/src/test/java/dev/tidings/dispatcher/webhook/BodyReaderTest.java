package dev.tidings.dispatcher.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.dispatcher.webhook.BodyReader.Body;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class BodyReaderTest {
    private static final int LIMIT = 64 * 1024;

    private final BodyReader reader = new BodyReader(
            new WebhookProperties(DataSize.ofBytes(LIMIT), DataSize.ofBytes(LIMIT), Duration.ofSeconds(1), null));

    @Test
    void readsABodyOfJustTheLimit() throws IOException {
        assertThat(reader.read(bytes(LIMIT)))
                .isInstanceOfSatisfying(
                        Body.Whole.class, whole -> assertThat(whole.bytes()).hasSize(LIMIT));
    }

    @Test
    void stopsAtTheFirstByteBeyond() throws IOException {
        ByteArrayInputStream in = bytes(LIMIT * 10);
        assertThat(reader.read(in)).isInstanceOf(Body.TooLong.class);
        assertThat(in.available()).isEqualTo(LIMIT * 9 - 1);
    }

    @Test
    void takesNoMoreThanTheMemoryForAllTogether() throws IOException {
        Body.Whole held = (Body.Whole) reader.read(bytes(LIMIT));
        assertThat(reader.read(bytes(LIMIT))).isInstanceOf(Body.NoRoom.class);

        held.close();
        assertThat(reader.read(bytes(LIMIT))).isInstanceOf(Body.Whole.class);
    }

    @Test
    void givesTheMemoryOfRefusedBodiesBack() throws IOException {
        for (int i = 0; i < 100; i++) {
            assertThat(reader.read(bytes(LIMIT + 1))).isInstanceOf(Body.TooLong.class);
        }
        assertThat(reader.read(bytes(LIMIT))).isInstanceOf(Body.Whole.class);
    }

    private static ByteArrayInputStream bytes(int count) {
        return new ByteArrayInputStream(new byte[count]);
    }
}
