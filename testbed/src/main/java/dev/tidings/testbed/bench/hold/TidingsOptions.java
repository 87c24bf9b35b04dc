package dev.tidings.testbed.bench.hold;

import dev.tidings.local.settings.Installation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How Tidings is run.
 *
 * @param installation where it was built
 * @param partitions of every keyed topic
 * @param jvm options of the scheduler's virtual machine
 * @param environment settings of the scheduler in addition to those that it needs
 * @param instances of the scheduler that are started
 */
record TidingsOptions(
        Installation installation, int partitions, List<String> jvm, Map<String, String> environment, int instances) {
    /** What a user would give the service for such a load: most of what it keeps is not on the heap. The rest is as shipped. */
    static final List<String> JVM = List.of("-Xmx320m", "-XX:+UseSerialGC");

    TidingsOptions {
        jvm = List.copyOf(jvm);
        environment = Map.copyOf(environment);
    }

    /** Two instances, each with a copy of the other's state. */
    TidingsOptions asFleet() {
        Map<String, String> more = new TreeMap<>(environment);
        more.put("TIDINGS_STANDBYS", "1");
        return new TidingsOptions(installation, partitions, jvm, more, 2);
    }

    /** For the report. */
    String text() {
        return "scheduler " + String.join(" ", jvm)
                + (environment.isEmpty() ? "" : " with " + environment)
                + ", " + partitions + " partitions";
    }
}
