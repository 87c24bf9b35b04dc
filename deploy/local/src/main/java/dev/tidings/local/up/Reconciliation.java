package dev.tidings.local.up;

import java.util.List;
import java.util.stream.Collectors;

/** Clears up behind an `up` that could not do so itself. */
final class Reconciliation {
    private final RunFile runFile;

    Reconciliation(RunFile runFile) {
        this.runFile = runFile;
    }

    /**
     * Stops what the recorded `up` has left running, and forgets it.
     *
     * @return a sentence for the user; empty where there was nothing to clear up
     */
    String clear() {
        return runFile.read().map(this::clear).orElse("");
    }

    private String clear(Run run) {
        List<RunningProcess> left = run.leftOver();
        left.forEach(RunningProcess::stop);
        runFile.delete();
        if (left.isEmpty()) {
            return "The last ./tidings up ended without clearing up; nothing of it runs any more.";
        }
        return "The last ./tidings up ended without clearing up; stopped what it had left: "
                + left.stream().map(RunningProcess::name).collect(Collectors.joining(", ")) + ".";
    }
}
