package dev.tidings.local.up;

import dev.tidings.local.settings.Installation;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stops what `up` has started. */
@Command(name = "down", description = "Stops everything that up has started. Data and logs stay.")
public final class DownCommand implements Callable<Integer> {
    private final Installation installation;
    private final PrintStream out;

    public DownCommand(Installation installation, PrintStream out) {
        this.installation = installation;
        this.out = out;
    }

    @Override
    public Integer call() {
        RunFile runFile = new RunFile(installation.runFile());
        Optional<Run> run = runFile.read();
        if (run.isEmpty()) {
            out.println("Nothing runs.");
            return 0;
        }
        if (run.get().supervisor().alive()) {
            run.get().supervisor().stop();
        }
        // Whatever it could not stop any more, and what an `up` that was killed has left.
        new Reconciliation(runFile).clear();
        run.get().leftOver().forEach(RunningProcess::stop);
        out.println("Stopped. Data is kept in " + run.get().data() + ".");
        return 0;
    }
}
