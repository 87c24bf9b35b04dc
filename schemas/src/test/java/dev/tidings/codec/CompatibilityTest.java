package dev.tidings.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every released version reads what today's writes, and today's reads what every released version wrote. */
class CompatibilityTest {
    @Test
    void todaysSchemasAreCompatibleWithEveryReleasedVersionBothWays() {
        assertThat(breaks(ReleasedSchemas.load(), EventSchemas.current().values()))
                .isEmpty();
    }

    @Test
    void aFieldThatCameWithADefaultIsCompatible() {
        assertThat(ReleasedSchemas.load("/released-sample/")).hasSize(2);
        assertThat(breaks(List.of(sample("CancelSend")), EventSchemas.current().values()))
                .isEmpty();
    }

    @Test
    void theCheckFindsWhatIsIncompatible() {
        assertThat(breaks(
                        List.of(sample("DeliveryDeadline")),
                        EventSchemas.current().values()))
                .containsExactly(
                        "DeliveryDeadline: today's cannot read the released one",
                        "DeliveryDeadline: the released one cannot read today's");
    }

    @Test
    void anEventThatWasReleasedMustNotDisappear() {
        assertThat(breaks(List.of(sample("CancelSend")), List.of())).containsExactly("CancelSend: is gone");
    }

    @Test
    void whatIsCutIsTodaysSchemasEachInAFileOfItsOwn(@TempDir Path folder) throws Exception {
        CutRelease.cut("9.9.9", folder);
        List<String> index = Files.readAllLines(folder.resolve("INDEX"));
        List<Schema> cut = new ArrayList<>();
        for (String path : index) {
            cut.add(new Schema.Parser().parse(Files.readString(folder.resolve(path))));
        }
        assertThat(cut)
                .extracting(SchemaNormalization::parsingFingerprint64)
                .containsExactlyInAnyOrderElementsOf(EventSchemas.current().values().stream()
                        .map(SchemaNormalization::parsingFingerprint64)
                        .toList());
    }

    private static List<String> breaks(Collection<Schema> released, Collection<Schema> current) {
        List<String> breaks = new ArrayList<>();
        for (Schema old : released) {
            Schema now = current.stream()
                    .filter(schema -> schema.getFullName().equals(old.getFullName()))
                    .findFirst()
                    .orElse(null);
            if (now == null) {
                breaks.add(old.getName() + ": is gone");
                continue;
            }
            if (!reads(now, old)) {
                breaks.add(old.getName() + ": today's cannot read the released one");
            }
            if (!reads(old, now)) {
                breaks.add(old.getName() + ": the released one cannot read today's");
            }
        }
        return breaks;
    }

    private static boolean reads(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                        .getType()
                == SchemaCompatibilityType.COMPATIBLE;
    }

    private static Schema sample(String name) {
        return ReleasedSchemas.load("/released-sample/").stream()
                .filter(schema -> schema.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
