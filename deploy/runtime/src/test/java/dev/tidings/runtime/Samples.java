package dev.tidings.runtime;

import java.nio.file.Path;
import java.time.Duration;

/** Settings that tests share. */
final class Samples {
    /** Nothing listens on TCP port 1. */
    static final String DEAD_BROKER = "127.0.0.1:1";

    static final String SECRET = "00112233445566778899aabbccddeeff";

    private Samples() {}

    static Pace pace() {
        return Pace.onDemand(Duration.ofMillis(20), Duration.ofMillis(20));
    }

    static TidingsProperties properties(String bootstrapServers, Path stateDir) {
        return new TidingsProperties(bootstrapServers, SECRET, stateDir, "a");
    }

    static KafkaSettings kafka(Path stateDir) {
        return new KafkaSettings(properties(DEAD_BROKER, stateDir));
    }
}
