package dev.tidings.testbed.bench.dispatch;

import dev.tidings.local.process.Child;

/** The dispatcher as it ships. */
record Tidings() implements Subject {
    @Override
    public String subject() {
        return "tidings";
    }

    @Override
    public Child start(Stage stage) {
        return stage.launchDispatcher();
    }

    @Override
    public boolean writesResults() {
        return true;
    }
}
