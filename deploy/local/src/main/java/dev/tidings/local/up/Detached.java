package dev.tidings.local.up;

import dev.tidings.local.settings.Installation;
import dev.tidings.local.settings.UserError;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Starts `up` in a process of its own that outlives this one, and shows its output until it is ready. */
final class Detached {
    private static final Duration READY_WITHIN = Duration.ofMinutes(5);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    // Deaf to the terminal's signals, and in a session of its own where the system has setsid.
    private static final List<String> APART = List.of(
            "/bin/sh",
            "-c",
            "trap '' INT HUP; if command -v setsid >/dev/null 2>&1; then exec setsid \"$@\"; else exec \"$@\"; fi",
            "sh");

    private final Installation installation;
    private final PrintStream out;

    Detached(Installation installation, PrintStream out) {
        this.installation = installation;
        this.out = out;
    }

    int start(Path data, boolean fresh, @Nullable Integer portBase) throws IOException {
        RunFile runFile = new RunFile(installation.runFile());
        if (runFile.read().filter(run -> run.supervisor().alive()).isPresent()) {
            throw new UserError("Tidings already runs. ./tidings status shows it, ./tidings down stops it.");
        }
        Path log = installation.log("up");
        Files.writeString(log, "");
        ProcessBuilder up = new ProcessBuilder(command(data, fresh, portBase))
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // It was built a moment ago, where it had to be.
        up.environment().put("TIDINGS_NO_BUILD", "1");
        return follow(up.start(), runFile, log);
    }

    private int follow(Process up, RunFile runFile, Path log) throws IOException {
        long end = System.nanoTime() + READY_WITHIN.toNanos();
        try (RandomAccessFile output = new RandomAccessFile(log.toFile(), "r")) {
            while (true) {
                boolean alive = up.isAlive();
                boolean ready = runFile.read()
                        .filter(run -> run.supervisor().pid() == up.pid() && run.ready())
                        .isPresent();
                copyNew(output);
                if (ready) {
                    return 0;
                }
                if (!alive) {
                    return Math.max(1, up.exitValue());
                }
                if (System.nanoTime() > end) {
                    up.destroy();
                    throw new UserError("Not ready after " + READY_WITHIN.toSeconds() + " s; stopped it. Log: " + log);
                }
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
        }
    }

    private void copyNew(RandomAccessFile output) throws IOException {
        byte[] more = new byte[(int) (output.length() - output.getFilePointer())];
        output.readFully(more);
        out.writeBytes(more);
        out.flush();
    }

    private List<String> command(Path data, boolean fresh, @Nullable Integer portBase) {
        List<String> command = new ArrayList<>(APART);
        // The script knows how the command line is started, and becomes it: its process is the one that is followed.
        command.add(installation.root().resolve("tidings").toString());
        command.addAll(List.of("up", "--data", data.toString()));
        if (fresh) {
            command.add("--fresh");
        }
        if (portBase != null) {
            command.addAll(List.of("--port-base", portBase.toString()));
        }
        return command;
    }
}
