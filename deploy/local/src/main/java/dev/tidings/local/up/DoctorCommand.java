package dev.tidings.local.up;

import dev.tidings.local.settings.Installation;
import dev.tidings.local.settings.LocalPorts;
import java.io.File;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Says what is missing on this machine and how to get it. */
@Command(
        name = "doctor",
        description = "Says what is missing on this machine and how to get it. Exit status 1: something is.")
public final class DoctorCommand implements Callable<Integer> {
    private static final long DISK = 2L * 1024 * 1024 * 1024;

    private final Installation installation;
    private final PrintStream out;

    public DoctorCommand(Installation installation, PrintStream out) {
        this.installation = installation;
        this.out = out;
    }

    @Override
    public Integer call() {
        Optional<Run> running = new RunFile(installation.runFile())
                .read()
                .filter(run -> run.supervisor().alive());
        Machine machine = Machine.inspect(installation, LocalPorts.of(null, System.getenv()));
        if (running.isPresent()) {
            out.println("ok   Tidings runs: its memory is in use, and so are its ports.");
            machine = new Machine(machine.javaVersion(), -1, Map.of(), machine.missingFiles());
        }
        List<Preflight.Check> checks = new ArrayList<>(Preflight.checks(machine));
        checks.add(maven());
        checks.add(disk());
        checks.forEach(this::print);
        return checks.stream().allMatch(Preflight.Check::good) ? 0 : 1;
    }

    private void print(Preflight.Check check) {
        out.println((check.good() ? "ok   " : "BAD  ") + check.sentence());
        if (!check.good()) {
            out.println("     " + check.fix());
        }
    }

    private static Preflight.Check maven() {
        boolean found = List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "mvn")));
        return found
                ? Preflight.Check.good("Maven is on the PATH.")
                : Preflight.Check.bad(
                        "Maven is not on the PATH; it is needed to build and to test.",
                        "Install Maven 3.8 or later (apt install maven, brew install maven).");
    }

    private Preflight.Check disk() {
        long free = installation.root().toFile().getUsableSpace();
        long mb = free / (1024 * 1024);
        return free >= DISK
                ? Preflight.Check.good(mb + " MB of disk are free.")
                : Preflight.Check.bad("Only " + mb + " MB of disk are free.", "Make room: 2048 MB are needed.");
    }
}
