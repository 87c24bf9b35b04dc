package dev.tidings.testbed.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code up} starts the services from plain jars: what ships must be made of the same ones. */
class ExecutableJarsIT {
    private static final String LIBRARIES = "BOOT-INF/lib/";

    @ParameterizedTest
    @ValueSource(strings = {"scheduler", "dispatcher", "fallback"})
    void holdTheLibrariesThatUpPutsOnTheClassPath(String service) throws IOException {
        Path target = LocalInstallation.ROOT.resolve(service + "-service/target");

        List<String> shipped = librariesOf(target.resolve("tidings-" + service + "-service-exec.jar"));

        // Added by the packaging; serves java -Djarmode=tools only.
        assertThat(shipped)
                .filteredOn(name -> !name.startsWith("spring-boot-jarmode-tools-"))
                .containsExactlyInAnyOrderElementsOf(onTheClassPath(target.resolve("class-path")));
    }

    private static List<String> librariesOf(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith(LIBRARIES) && name.endsWith(".jar"))
                    .map(name -> name.substring(LIBRARIES.length()))
                    .toList();
        }
    }

    private static List<String> onTheClassPath(Path list) throws IOException {
        return Stream.of(Files.readString(list).strip().split(File.pathSeparator))
                .map(entry -> Path.of(entry).getFileName().toString())
                // Starters name other libraries and hold nothing: the packaging leaves them out.
                .filter(name -> !name.startsWith("spring-boot-starter-"))
                .toList();
    }
}
