package dev.tidings.local.up;

import dev.tidings.local.settings.Installation;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Shows what runs. */
@Command(name = "status", description = "Shows what runs and where. Exit status: 0 all ready, 3 not.")
public final class StatusCommand implements Callable<Integer> {
    private static final int NOT_READY = 3;

    private final Installation installation;
    private final PrintStream out;

    public StatusCommand(Installation installation, PrintStream out) {
        this.installation = installation;
        this.out = out;
    }

    @Override
    public Integer call() {
        Optional<Run> found = new RunFile(installation.runFile()).read();
        if (found.isEmpty()) {
            out.println("Nothing runs. ./tidings up starts everything.");
            return NOT_READY;
        }
        Run run = found.get();
        boolean ready = run.supervisor().alive();
        if (!ready) {
            out.println("./tidings up itself is gone (killed?). ./tidings down clears up what it has left.");
        }
        try (Readiness readiness = new Readiness()) {
            for (String name : Parts.NAMES) {
                State state = state(run, name, readiness);
                ready &= state == State.READY;
                print(name, state, run.part(name), Parts.addresses(run.ports()).getOrDefault(name, ""));
            }
            State page = readiness.ready(run.ports().pageUrl()) ? State.READY : State.NOT_READY;
            ready &= page == State.READY;
            print("page", page, Optional.of(run.supervisor()), run.ports().pageUrl());
        }
        out.println("data: " + run.data());
        return ready ? 0 : NOT_READY;
    }

    private enum State {
        READY,
        NOT_READY,
        DEAD,
        NOT_STARTED;

        @Override
        public String toString() {
            return switch (this) {
                case READY -> "ready";
                case NOT_READY -> "not ready";
                case DEAD -> "dead";
                case NOT_STARTED -> "not started";
            };
        }
    }

    private static State state(Run run, String name, Readiness readiness) {
        Optional<RunningProcess> process = run.part(name);
        if (process.isEmpty()) {
            return State.NOT_STARTED;
        }
        if (!process.get().alive()) {
            return State.DEAD;
        }
        String health = Parts.health(name, run.ports());
        return health.isEmpty() || readiness.ready(health) ? State.READY : State.NOT_READY;
    }

    private void print(String name, State state, Optional<RunningProcess> process, String address) {
        String pid = process.map(p -> Long.toString(p.pid())).orElse("-");
        String log = process.map(RunningProcess::log).orElse("");
        out.printf("%-11s %-12s pid %-8s %-40s %s%n", name, state, pid, address, state == State.READY ? "" : log);
    }
}
