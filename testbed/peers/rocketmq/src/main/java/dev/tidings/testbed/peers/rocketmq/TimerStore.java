package dev.tidings.testbed.peers.rocketmq;

import java.util.Map;

/** How RocketMQ keeps what is not due. Both with slots of 100 ms: the default is a second. */
enum TimerStore {
    WHEEL,
    ROCKSDB;

    /** The broker's settings that choose it. */
    Map<String, String> settings() {
        return switch (this) {
            case WHEEL -> Map.of("timerWheelEnable", "true", "timerPrecisionMs", "100");
            // The wheel stays the front door of timer messages, and takes none of them in.
            case ROCKSDB ->
                Map.of(
                        "timerWheelEnable", "true",
                        "timerPrecisionMs", "100",
                        "timerStopEnqueue", "true",
                        "timerRocksDBEnable", "true",
                        "timerRocksDBPrecisionMs", "100");
        };
    }

    /** For the report. */
    String text() {
        return "rocketmq " + String.join(" ", RocketServers.JVM) + ", " + new java.util.TreeMap<>(settings())
                + ", flushDiskType ASYNC_FLUSH";
    }
}
