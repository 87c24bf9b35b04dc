package dev.tidings.local.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.local.settings.UserError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlTest {
    private static final Duration AT_MOST = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final Queue<String> restarted = new ConcurrentLinkedQueue<>();
    private final Thread server = Thread.ofPlatform().unstarted(() -> new Control(folder).serve(this::restart));

    @BeforeEach
    void open() throws Exception {
        new Control(folder).open();
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.interrupt();
        server.join();
    }

    @Test
    void restartsWhatItIsAskedFor() {
        new Control(folder).ask("dispatcher", AT_MOST);
        new Control(folder).ask("scheduler", AT_MOST);
        assertThat(restarted).containsExactly("dispatcher", "scheduler");
    }

    @Test
    void passesOnWhyItCouldNot() {
        assertThatThrownBy(() -> new Control(folder).ask("broken", AT_MOST))
                .isInstanceOf(UserError.class)
                .hasMessage("it does not start");
    }

    private void restart(String part) {
        if (part.equals("broken")) {
            throw new UserError("it does not start");
        }
        restarted.add(part);
    }
}
