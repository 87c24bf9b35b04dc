package dev.tidings.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On real virtual machines: what they archive and what they refuse is theirs to say. */
class ClassArchiveTest {
    private static final String OUT_OF_THE_ARCHIVE = "Ending source: shared objects file (top)";

    @TempDir
    private Path folder;

    private Path jar;

    @BeforeEach
    void packClasses() throws IOException {
        jar = folder.resolve("program.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (Class<?> each : List.of(Guard.class, ClassArchiveTest.class)) {
                pack(
                        Path.of(each.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath()),
                        zip);
            }
        }
    }

    @Test
    void theSecondRunLeavesAnArchiveThatTheThirdUses() throws Exception {
        assertThat(run()).doesNotContain(OUT_OF_THE_ARCHIVE);
        assertThat(archives()).isEmpty();

        assertThat(run()).doesNotContain(OUT_OF_THE_ARCHIVE);
        assertThat(archives()).hasSize(1);

        assertThat(run()).contains(OUT_OF_THE_ARCHIVE);
        assertThat(archives()).hasSize(1);
    }

    @Test
    void anArchiveOfAnEarlierBuildIsNotUsedAndGoes() throws Exception {
        run();
        run();
        List<Path> earlier = archives();
        Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH.plusSeconds(86_400)));

        assertThat(run()).doesNotContain(OUT_OF_THE_ARCHIVE);
        assertThat(run()).doesNotContain(OUT_OF_THE_ARCHIVE);

        assertThat(archives()).hasSize(1).doesNotContainAnyElementsOf(earlier);
    }

    @Test
    void theProgramRunsWithoutAnArchiveThatIsBroken() throws Exception {
        run();
        run();
        Files.writeString(archives().getFirst(), "not what the virtual machine wrote");

        assertThat(run()).contains("Ending source: file:").doesNotContain(OUT_OF_THE_ARCHIVE);
    }

    @Test
    void theProgramRunsWhereTheFolderCanNotBeWritten() throws Exception {
        Files.createFile(folder.resolve("archives"));

        assertThat(run()).contains("Ending source: file:");
    }

    @Test
    void nothingIsKeptOfARunThatWasKilled() throws Exception {
        run();
        Child killed = Child.start(starter("kill"));
        assertThat(killed.ended().get(60, TimeUnit.SECONDS))
                .as(killed.logTail())
                .isZero();

        assertThat(archives()).isEmpty();
    }

    /** The classes that one run of the program loaded, and where from. */
    private String run() throws Exception {
        Path loaded = folder.resolve("loaded");
        Files.deleteIfExists(loaded);
        Child starter = Child.start(starter("close"));
        assertThat(starter.ended().get(60, TimeUnit.SECONDS))
                .as(starter.logTail())
                .isZero();
        return Files.readString(loaded);
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("archives"))) {
            return files.filter(file -> !file.toString().endsWith(".once")).toList();
        }
    }

    /** In a process of its own, so that the launcher's classes come out of a jar, as they do when it is built. */
    private JavaProgram starter(String how) {
        return program(jar, Starter.class, Jvm.with(List.of("-XX:TieredStopAtLevel=1")), List.of(jar.toString(), how));
    }

    private static JavaProgram program(Path jar, Class<?> main, Jvm jvm, List<String> arguments) {
        return new JavaProgram(
                main.getSimpleName(),
                List.of(jar.toString()),
                jvm,
                main.getName(),
                arguments,
                Map.of(),
                jar.resolveSibling(main.getSimpleName() + ".log"));
    }

    private static void pack(Path classes, ZipOutputStream zip) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            List<Path> ours = files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> file.toString().contains("/dev/tidings/local/process/"))
                    .filter(file -> !file.endsWith("package-info.class"))
                    .toList();
            for (Path file : ours) {
                zip.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                Files.copy(file, (OutputStream) zip);
                zip.closeEntry();
            }
        }
    }

    /** Starts a program that has an archive, and ends it. */
    public static final class Starter {
        private Starter() {}

        public static void main(String[] args) throws Exception {
            Path jar = Path.of(args[0]);
            Jvm jvm = Jvm.soonReady(
                    jar.resolveSibling("archives"), List.of("-Xlog:class+load:file=" + jar.resolveSibling("loaded")));
            Child child = Child.start(program(jar, Ending.class, jvm, List.of()));
            if (args[1].equals("kill")) {
                child.kill();
            } else {
                child.ended().get(60, TimeUnit.SECONDS);
                child.close();
            }
        }
    }

    /** Ends at once. */
    public static final class Ending {
        private Ending() {}

        public static void main(String[] args) {
            System.out.println("ran");
        }
    }
}
