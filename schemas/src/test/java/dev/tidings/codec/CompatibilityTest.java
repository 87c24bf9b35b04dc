package dev.tidings.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every released version reads what today's writes, and today's reads what every released version wrote. */
class CompatibilityTest {
    private static final Path RELEASED = Path.of("src/main/resources/released");
    private static final Path SAMPLE = Path.of("src/test/resources/released-sample");

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

        assertThat(unlikeToday(cut(folder, "9.9.9"))).isEmpty();
    }

    /** The version that is being built may be cut already: then that is what will be released. */
    @Test
    void whatIsCutOfTheVersionToComeIsTodaysSchemas() throws Exception {
        String version = versionToCome();

        if (Files.exists(RELEASED.resolve(version))) {
            assertThat(unlikeToday(cut(RELEASED, version)))
                    .as("not released yet: cut %s anew, see released/README.md", version)
                    .isEmpty();
        }
    }

    @Test
    void whatWasReleasedIsAsItWas() throws Exception {
        assertThat(changed(RELEASED)).isEmpty();
        assertThat(changed(SAMPLE)).isEmpty();
    }

    @Test
    void aReleasedFileThatChangedIsFound(@TempDir Path folder) throws Exception {
        CutRelease.cut("9.9.9", folder);
        Files.writeString(folder.resolve("9.9.9/SendRequest.avsc"), " ", StandardOpenOption.APPEND);
        Files.delete(folder.resolve("9.9.9/SendTask.avsc"));
        Files.copy(folder.resolve("9.9.9/Receipt.avsc"), folder.resolve("9.9.9/Stranger.avsc"));

        assertThat(changed(folder))
                .containsExactlyInAnyOrder("9.9.9/SendRequest.avsc", "9.9.9/SendTask.avsc", "9.9.9/Stranger.avsc");
    }

    /** What the index names and is not as it says, and what it does not name. */
    private static List<String> changed(Path released) throws IOException {
        Map<String, String> named = entries(released);
        Map<String, String> there = new TreeMap<>();
        try (Stream<Path> files = Files.walk(released)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".avsc")).toList()) {
                there.put(
                        released.relativize(file).toString().replace('\\', '/'),
                        CutRelease.digest(Files.readAllBytes(file)));
            }
        }
        return Stream.concat(named.keySet().stream(), there.keySet().stream())
                .distinct()
                .filter(path -> !Objects.equals(named.get(path), there.get(path)))
                .toList();
    }

    private static Map<String, String> entries(Path released) throws IOException {
        return Files.readAllLines(released.resolve("INDEX")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" ", 2))
                .collect(Collectors.toMap(entry -> entry[0], entry -> entry[1]));
    }

    private static List<Schema> cut(Path released, String version) throws IOException {
        List<Schema> cut = new ArrayList<>();
        for (String path : entries(released).keySet()) {
            if (path.startsWith(version + "/")) {
                cut.add(new Schema.Parser().parse(Files.readString(released.resolve(path))));
            }
        }
        return cut;
    }

    /** The names of those that differ, or that there are on one side only. */
    private static Set<String> unlikeToday(Collection<Schema> cut) {
        Set<Schema> differ = new HashSet<>(cut);
        for (Schema schema : EventSchemas.current().values()) {
            if (!differ.remove(schema)) {
                differ.add(schema);
            }
        }
        return differ.stream().map(Schema::getName).collect(Collectors.toSet());
    }

    private static String versionToCome() throws IOException {
        Matcher version = Pattern.compile("<artifactId>tidings-parent</artifactId>\\s*<version>([0-9.]+)")
                .matcher(Files.readString(Path.of("pom.xml")));
        assertThat(version.find()).isTrue();
        return version.group(1);
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
