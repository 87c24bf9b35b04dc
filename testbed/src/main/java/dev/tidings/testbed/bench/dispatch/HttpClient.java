package dev.tidings.testbed.bench.dispatch;

import dev.tidings.local.process.Child;
import dev.tidings.local.process.JavaProgram;
import dev.tidings.local.process.Jvm;
import java.nio.file.Path;
import java.util.List;

/** The same HTTP client without anything around it: how fast sending could be at most. */
record HttpClient(Sizes sizes) implements Subject {
    static final String NAME = "http-client";

    @Override
    public String subject() {
        return NAME;
    }

    @Override
    public Child start(Stage stage) {
        Path target = stage.setting().installation().root().resolve("testbed/target");
        return stage.started(Child.start(new JavaProgram(
                NAME,
                List.of(target.resolve("tidings-testbed.jar").toString(), target + "/lib/*"),
                Jvm.with(stage.setting().jvm()),
                HttpClientMain.class.getName(),
                List.of(
                        stage.provider().url().toString(),
                        Integer.toString(sizes.tasks()),
                        Integer.toString(sizes.recipients())),
                java.util.Map.of(),
                stage.folder().resolve(NAME + ".log"))));
    }

    /** It knows of none. */
    @Override
    public boolean keepsOrder() {
        return false;
    }
}
