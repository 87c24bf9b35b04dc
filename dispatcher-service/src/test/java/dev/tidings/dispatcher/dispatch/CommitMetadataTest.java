package dev.tidings.dispatcher.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommitMetadataTest {
    @Test
    void readsWhatItWrites() {
        assertThat(CommitMetadata.read(CommitMetadata.write(123_456_789_012L))).hasValue(123_456_789_012L);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "v2 journal=1", "v1 journal=", "v1 journal=-1", "v1 journal=99999999999999999999", "x"})
    void saysNothingWhereItCannotBeRead(String text) {
        assertThat(CommitMetadata.read(text)).isEmpty();
    }
}
