package dev.tidings.testbed.bench.hold;

/** Is told of every release as soon as the reader has it. It reads the clock itself: one clock for all subjects. */
@FunctionalInterface
public interface Releases {
    /** Called by the subject's one reader. */
    void released(long id);
}
