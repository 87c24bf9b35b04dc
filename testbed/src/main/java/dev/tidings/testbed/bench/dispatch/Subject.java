package dev.tidings.testbed.bench.dispatch;

import dev.tidings.local.process.Child;

/** Who is measured. */
interface Subject {
    /** Its name in reports. */
    String subject();

    /** Starts it on a stage whose lane has all tasks, and does not wait. */
    Child start(Stage stage);

    /** Whether it writes a result for each task. */
    default boolean writesResults() {
        return false;
    }

    /** Whether it promises to keep the order of a recipient's tasks. */
    default boolean keepsOrder() {
        return true;
    }
}
