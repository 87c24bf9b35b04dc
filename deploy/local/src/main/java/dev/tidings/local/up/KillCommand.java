package dev.tidings.local.up;

import dev.tidings.local.settings.Installation;
import dev.tidings.local.settings.UserError;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Kills one part outright, to see what becomes of what it was doing. */
@Command(
        name = "kill",
        description =
                "Kills one part as a crash would (kill -9): broker, scheduler, dispatcher, fallback or simulator.")
public final class KillCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PART", description = "broker, scheduler, dispatcher, fallback or simulator")
    String part = "";

    private final Installation installation;
    private final PrintStream out;

    public KillCommand(Installation installation, PrintStream out) {
        this.installation = installation;
        this.out = out;
    }

    @Override
    public Integer call() {
        RunningProcess process = new RunFile(installation.runFile())
                .read()
                .orElseThrow(() -> new UserError("Nothing runs."))
                .part(part)
                .filter(RunningProcess::alive)
                .orElseThrow(() -> new UserError("No " + part + " runs; there can be " + Parts.NAMES + "."));
        process.kill();
        out.println("Killed the " + part + ". Start it again: ./tidings restart " + part);
        return 0;
    }
}
