package dev.tidings.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class FailureNoteTest {
    private static final String ADDRESS = "+6581234567";

    @Test
    void namesTheChainAndWhereEachWasThrown() {
        String note = FailureNote.of(new IllegalStateException(new ArithmeticException("no")));

        assertThat(note)
                .containsSubsequence(
                        "java.lang.IllegalStateException at ",
                        "FailureNoteTest.java:",
                        "; caused by java.lang.ArithmeticException at ",
                        "FailureNoteTest.java:")
                .hasLineCount(1);
    }

    @Test
    void tellsNoMessage() {
        assertThat(FailureNote.of(new IllegalArgumentException("cannot reach " + ADDRESS)))
                .doesNotContain(ADDRESS);
    }

    @Test
    void tellsKafkasOwn() {
        assertThat(FailureNote.of(new RecordTooLargeException("of 2 MB\nand more")))
                .isEqualTo("org.apache.kafka.common.errors.RecordTooLargeException (of 2 MB)");
    }

    @Test
    void tellsWhereKafkaStreamsMetAnother() {
        Throwable failure = new StreamsException("topic=t, offset=5", new IllegalStateException(ADDRESS));

        assertThat(FailureNote.of(failure)).contains("(topic=t, offset=5)").doesNotContain(ADDRESS);
    }

    @Test
    void tellsNoneOfKafkasThatQuotesAnother() {
        Throwable failure = new StreamsException(new KafkaException(new IllegalStateException(ADDRESS)));

        assertThat(FailureNote.of(failure))
                .contains("StreamsException", "KafkaException")
                .doesNotContain(ADDRESS);
    }

    @Test
    void tellsNothingOfWhatWasToBeSerialized() {
        SerializationException failure = new SerializationException("cannot write " + ADDRESS);

        assertThat(FailureNote.of(failure)).doesNotContain(ADDRESS);
        assertThat(FailureNote.of(new StreamsException(failure.getMessage(), failure)))
                .doesNotContain(ADDRESS);
    }

    @Test
    void tellsWhatToDoAboutAStateOfAnotherVersion() {
        assertThat(FailureNote.of(new StreamsException(new StateVersionException("the hold's state", 3, 2))))
                .contains("start the version that wrote it");
    }

    @Test
    void endsWhereAChainLeadsBackToItsBeginning() {
        Exception first = new IllegalStateException();
        Exception second = new IllegalStateException(first);
        first.initCause(second);

        assertThat(FailureNote.of(first)).hasLineCount(1);
    }
}
