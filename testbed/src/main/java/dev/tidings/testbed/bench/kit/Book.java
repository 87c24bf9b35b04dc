package dev.tidings.testbed.bench.kit;

import java.io.PrintStream;

/**
 * Where a subject's figures are put down: into the measures, and in words as they come.
 *
 * @param subject whose they are
 * @param run which run, for the words: 2/5
 */
public record Book(String subject, String run, Measures measures, PrintStream out) {
    public void put(String scenario, String metric, double value) {
        measures.add(scenario, subject, metric, value);
    }

    /** Another subject's, of the same run. */
    public Book as(String other) {
        return new Book(other, run, measures, out);
    }

    /** One whose figures are told and not kept. */
    public Book aside() {
        return new Book(subject, run, new Measures(), out);
    }

    public void say(String text) {
        out.println("[" + subject + " " + run + "] " + text);
        out.flush();
    }
}
