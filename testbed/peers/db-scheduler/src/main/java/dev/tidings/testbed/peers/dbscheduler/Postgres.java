package dev.tidings.testbed.peers.dbscheduler;

import dev.tidings.local.process.LogTail;
import dev.tidings.local.process.Ports;
import dev.tidings.testbed.bench.kit.SubjectFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL cluster with one process tree, in a folder of its own, on a free port of the loopback interface. */
final class Postgres implements AutoCloseable {
    static final String BUFFERS = "512MB";
    private static final String USER = "postgres";
    private static final int STOP_SECONDS = 20;

    private final Path folder;
    private final int port;
    private final Process server;

    private Postgres(Path folder, int port, Process server) {
        this.folder = folder;
        this.port = port;
        this.server = server;
    }

    /**
     * Makes a cluster and starts it; {@link #url} answers some moments later.
     *
     * @param log where its output goes
     */
    static Postgres start(Path log) {
        Path programs = programs();
        try {
            // Not in the benchmark's folder: the server's user need not be able to go there.
            Path folder = Files.createTempDirectory("tidings-bench-pg-");
            if (root()) {
                run(log, List.of("chown", USER, folder.toString()));
            }
            String data = folder.resolve("data").toString();
            run(log, asUser(programs.resolve("initdb").toString(), "-D", data, "-U", USER, "-A", "trust", "--no-sync"));
            int port = Ports.anyFree();
            List<String> command = asUser(
                    programs.resolve("postgres").toString(),
                    "-D",
                    data,
                    "-p",
                    Integer.toString(port),
                    "-c",
                    "listen_addresses=127.0.0.1",
                    "-c",
                    "unix_socket_directories=" + folder,
                    "-c",
                    "synchronous_commit=off",
                    "-c",
                    "shared_buffers=" + BUFFERS,
                    "-c",
                    "max_wal_size=4GB");
            return new Postgres(folder, port, process(log, command));
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL could not be started", e);
        }
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=" + USER + "&reWriteBatchedInserts=true";
    }

    long pid() {
        return server.pid();
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() {
        // SIGINT is its fast shutdown; the children of a su-like program get it by their own pids.
        Stream.concat(Stream.of(server.toHandle()), server.descendants()).forEach(ProcessHandle::destroy);
        try {
            if (!server.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                Stream.concat(server.descendants(), Stream.of(server.toHandle()))
                        .forEach(ProcessHandle::destroyForcibly);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        remove(folder);
    }

    private static Path programs() {
        try (Stream<Path> versions = Files.isDirectory(Path.of("/usr/lib/postgresql"))
                ? Files.list(Path.of("/usr/lib/postgresql"))
                : Stream.empty()) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder())
                    .orElseThrow(() -> new SubjectFailedException(
                            "PostgreSQL's server is not installed: apt-get install postgresql (Debian 12 has 15)"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** PostgreSQL refuses to run as root. */
    private static List<String> asUser(String... command) {
        List<String> all = new ArrayList<>();
        if (root()) {
            all.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups", "--"));
        }
        // As for all children: Ctrl-C is for the parent, which stops them in order.
        all.addAll(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
        all.addAll(List.of(command));
        return all;
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static void run(Path log, List<String> command) {
        try {
            int status = process(log, command).waitFor();
            if (status != 0) {
                throw new SubjectFailedException(
                        String.join(" ", command) + " ended with " + status + "\n" + LogTail.of(log));
            }
        } catch (IOException e) {
            throw new SubjectFailedException(command.getFirst() + " could not be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SubjectFailedException("interrupted", e);
        }
    }

    private static Process process(Path log, List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println("not removed: " + folder + " (" + e.getMessage() + ")");
        }
    }
}
