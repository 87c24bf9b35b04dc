package dev.tidings.testbed.bench.path;

import dev.tidings.local.broker.BrokerConfig;
import dev.tidings.local.settings.Installation;
import java.util.List;

/**
 * How the services are run.
 *
 * @param installation where they were built
 * @param partitions of every keyed topic
 * @param accounts sending accounts that the requests are spread over
 * @param jvm options of each service's virtual machine
 * @param receipts whether the provider reports what became of each message
 * @param broker what the broker is good at
 */
record Setting(
        Installation installation,
        int partitions,
        int accounts,
        List<String> jvm,
        boolean receipts,
        BrokerConfig.Speed broker) {
    static final List<String> JVM = List.of("-Xmx512m", "-XX:+UseSerialGC");

    /** For a short look: half of it would be the second compiler's otherwise, and what it makes would hardly be used. */
    static final List<String> QUICK_JVM = List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    Setting {
        jvm = List.copyOf(jvm);
    }

    /** For the report. */
    String text() {
        return "each service " + String.join(" ", jvm) + ", " + partitions + " partitions, " + accounts + " accounts, "
                + (receipts ? "with receipts" : "no receipts");
    }
}
