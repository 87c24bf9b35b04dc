package dev.tidings.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {
    @TempDir
    Path folder;

    @Test
    void tellsStatusAndLogOfAProgramThatFails() throws Exception {
        try (Child child = Child.start(program(Failing.class))) {
            assertThat(child.ended().get(30, TimeUnit.SECONDS)).isEqualTo(1);
            assertThat(child.logTail()).contains("broken by intention");
        }
    }

    @Test
    void stopsAProgramThatWouldRunForEver() {
        Child child = Child.start(program(Waiting.class));
        child.close();
        assertThat(child.alive()).isFalse();
    }

    @Test
    void endsWithItsParentEvenWhereThatIsKilled() throws Exception {
        Child parent = Child.start(program(Parent.class));
        long pid = pidIn(folder);
        ProcessHandle grandchild = ProcessHandle.of(pid).orElseThrow();

        parent.kill();

        assertThat(grandchild.onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
    }

    /** The parent moves the file here once it is whole, and the folder is watched for that. */
    private static long pidIn(Path folder) throws Exception {
        try (var watch = folder.getFileSystem().newWatchService()) {
            folder.register(watch, java.nio.file.StandardWatchEventKinds.ENTRY_CREATE);
            while (!Files.exists(folder.resolve("pid"))) {
                var key = watch.poll(30, TimeUnit.SECONDS);
                assertThat(key).as("the parent writes its child's pid").isNotNull();
                key.reset();
            }
            return Long.parseLong(Files.readString(folder.resolve("pid")));
        }
    }

    private JavaProgram program(Class<?> main) {
        return program(main, folder);
    }

    private static JavaProgram program(Class<?> main, Path folder) {
        return new JavaProgram(
                main.getSimpleName(),
                Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                        .toList(),
                Jvm.with(List.of("-XX:TieredStopAtLevel=1")),
                main.getName(),
                List.of(folder.toString()),
                Map.of(),
                folder.resolve(main.getSimpleName() + ".log"));
    }

    /** Ends with an exception. */
    public static final class Failing {
        private Failing() {}

        public static void main(String[] args) {
            if (args.length > 0) {
                throw new IllegalStateException("broken by intention");
            }
        }
    }

    /** Never ends by itself. */
    public static final class Waiting {
        private Waiting() {}

        public static void main(String[] args) throws InterruptedException {
            new CountDownLatch(1).await();
        }
    }

    /** Starts a child and tells its pid by a file. */
    public static final class Parent {
        private Parent() {}

        public static void main(String[] args) throws Exception {
            Path folder = Path.of(args[0]);
            Child child = Child.start(program(Waiting.class, folder));
            Path whole = Files.writeString(
                    folder.resolve("pid.part"), Long.toString(child.handle().pid()));
            Files.move(whole, folder.resolve("pid"));
            new CountDownLatch(1).await();
        }
    }
}
