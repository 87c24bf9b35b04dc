package dev.tidings.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A program's classes as the virtual machine keeps them in memory, in a file that the next start maps instead of loading and
 * verifying them again. A program's second run leaves it behind: recording makes a start slower, and many a build is started
 * only once.
 *
 * <p>It can't be of other classes than the program's: its name tells what it was made from, it gets that name once it is
 * whole, and the virtual machine compares it with its class path and goes on without it where it does not fit.
 */
final class ClassArchive {
    private static final String SUFFIX = ".jsa";

    /** What the virtual machine would write about each class that it can't keep, and about an archive that it can't use. */
    private static final List<String> SILENT = List.of("-Xshare:auto", "-Xlog:cds*=off", "-Xlog:aot*=off");

    private final String program;
    private final Path file;
    private final Path draft;
    private final List<String> options;

    private ClassArchive(String program, Path file, Path draft, String option) {
        this.program = program;
        this.file = file;
        this.draft = draft;
        this.options = Stream.concat(SILENT.stream(), Stream.of(option)).toList();
    }

    /** The program's archive for one run; empty where it is to have none, or can't have one. */
    static Optional<ClassArchive> of(JavaProgram program) {
        List<Path> classPath = program.jars();
        // The virtual machine archives what comes out of jars only.
        if (program.jvm().archives().isEmpty() || !classPath.stream().allMatch(Files::isRegularFile)) {
            return Optional.empty();
        }
        String name = program.mainClass() + "-";
        Path folder = program.jvm().archives().get();
        try {
            return of(name, folder.resolve(name + fingerprint(classPath) + SUFFIX));
        } catch (IOException e) {
            // A folder that can't be written to costs speed and nothing else.
            return Optional.empty();
        }
    }

    private static Optional<ClassArchive> of(String program, Path file) throws IOException {
        // Two runs at the same time write to two files, and the one that ends last is kept.
        Path draft = file.resolveSibling(program + ProcessHandle.current().pid() + "-" + System.nanoTime() + ".draft");
        if (Files.exists(file)) {
            return Optional.of(new ClassArchive(program, file, draft, "-XX:SharedArchiveFile=" + file));
        }
        Path once = file.resolveSibling(file.getFileName() + ".once");
        if (Files.exists(once)) {
            return Optional.of(new ClassArchive(program, file, draft, "-XX:ArchiveClassesAtExit=" + draft));
        }
        Files.createDirectories(file.resolveSibling(""));
        Files.write(once, new byte[0]);
        return Optional.empty();
    }

    /** What the virtual machine has to be told: to use it, or to make it at its end. */
    List<String> options() {
        return options;
    }

    /** Keeps what a run that ended in good order has left, and removes what was made from earlier builds. */
    void keep() {
        try {
            if (Files.exists(draft)) {
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
                removeOthers();
            }
        } catch (IOException e) {
            // Somebody else, who removes what is not his own either, was faster.
        }
    }

    /** What a run that was killed has left is not whole. */
    void discard() {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            // Nobody takes it for an archive; the next that is kept removes it.
        }
    }

    private void removeOthers() throws IOException {
        try (Stream<Path> files = Files.list(file.resolveSibling(""))) {
            for (Path other : files.filter(each -> !each.equals(file)).toList()) {
                if (other.getFileName().toString().startsWith(program)) {
                    Files.deleteIfExists(other);
                }
            }
        }
    }

    private static String fingerprint(List<Path> classPath) {
        StringBuilder madeFrom = new StringBuilder(Runtime.version().toString());
        try {
            for (Path jar : classPath) {
                madeFrom.append('\n').append(jar).append(' ').append(Files.size(jar));
                madeFrom.append(' ').append(Files.getLastModifiedTime(jar));
            }
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(madeFrom.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }
}
