package dev.tidings.testbed.bench.path;

import dev.tidings.local.settings.Installation;
import java.util.List;

/**
 * How the services are run.
 *
 * @param installation where they were built
 * @param partitions of every keyed topic
 * @param jvm options of each service's virtual machine
 * @param receipts whether the provider reports what became of each message
 */
record Setting(Installation installation, int partitions, List<String> jvm, boolean receipts) {
    static final List<String> JVM = List.of("-Xmx512m", "-XX:+UseSerialGC");

    Setting {
        jvm = List.copyOf(jvm);
    }

    /** For the report. */
    String text() {
        return "each service " + String.join(" ", jvm) + ", " + partitions + " partitions, "
                + (receipts ? "with receipts" : "no receipts");
    }
}
