package dev.tidings.local.up;

import dev.tidings.local.settings.Installation;
import dev.tidings.local.settings.UserError;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Stops one part, where it runs, and starts it again. */
@Command(
        name = "restart",
        description = "Stops one part, or takes a dead one, and starts it again; returns once it is ready.")
public final class RestartCommand implements Callable<Integer> {
    private static final Duration AT_MOST = Duration.ofSeconds(150);

    @Parameters(paramLabel = "PART", description = "broker, scheduler, dispatcher, fallback or simulator")
    String part = "";

    private final Installation installation;
    private final PrintStream out;

    public RestartCommand(Installation installation, PrintStream out) {
        this.installation = installation;
        this.out = out;
    }

    @Override
    public Integer call() {
        if (!Parts.NAMES.contains(part)) {
            throw new UserError("There is no part called " + part + ": " + Parts.NAMES + ".");
        }
        boolean runs = new RunFile(installation.runFile())
                .read()
                .filter(run -> run.supervisor().alive())
                .isPresent();
        if (!runs) {
            throw new UserError("Nothing runs. ./tidings up starts everything.");
        }
        new Control(installation.control()).ask(part, AT_MOST);
        out.println("The " + part + " is ready again.");
        return 0;
    }
}
