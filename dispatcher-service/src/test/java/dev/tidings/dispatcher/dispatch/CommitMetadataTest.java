package dev.tidings.dispatcher.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommitMetadataTest {
    private static final long OFFSET = 500;

    @Test
    void readsWhatItWrote() {
        CompletedOffsets completed = CompletedOffsets.of(OFFSET, new long[] {502, 505, 600, 601});
        CommitPoint point = new CommitPoint(OFFSET, 42, completed);

        assertThat(CommitMetadata.read(OFFSET, CommitMetadata.write(point))).contains(point);
    }

    @Test
    void saysNothingOfWhatIsNotThere() {
        CommitPoint point = new CommitPoint(OFFSET, 42, CompletedOffsets.NONE);

        assertThat(CommitMetadata.write(point)).isEqualTo("v1 journal=42");
        assertThat(CommitMetadata.read(OFFSET, "v1 journal=42")).contains(point);
    }

    @Test
    void fitsIntoWhatBrokersTake() {
        long[] bounds = new long[40_000];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = OFFSET + 1 + 300L * i;
        }
        CommitPoint point = new CommitPoint(OFFSET, Long.MAX_VALUE / 10, CompletedOffsets.of(OFFSET, bounds));

        assertThat(CommitMetadata.write(point)).hasSizeLessThan(4_096);
        assertThat(CommitMetadata.read(OFFSET, CommitMetadata.write(point))).contains(point);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "v2 journal=42",
                "v1 journal=",
                "v1 journal=-1",
                "v1 journal=9999999999999999999",
                "v1 journal=42 done=",
                "v1 journal=42 done=xAAAA",
                "v1 journal=42 done=r____",
                "v1 journal=42 more"
            })
    void knowsNothingOfOtherTexts(String text) {
        assertThat(CommitMetadata.read(OFFSET, text)).isEmpty();
    }
}
