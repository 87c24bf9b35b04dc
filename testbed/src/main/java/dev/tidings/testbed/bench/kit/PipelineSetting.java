package dev.tidings.testbed.bench.kit;

import dev.tidings.local.broker.BrokerConfig;
import dev.tidings.local.settings.Installation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the services of a {@link Pipeline} are run.
 *
 * @param installation where they were built
 * @param partitions of every keyed topic
 * @param accounts chat accounts that the requests are spread over
 * @param jvm options of each service's virtual machine
 * @param receipts whether the provider reports what became of each message
 * @param broker what the broker is good at
 */
public record PipelineSetting(
        Installation installation,
        int partitions,
        int accounts,
        List<String> jvm,
        boolean receipts,
        BrokerConfig.Speed broker) {
    private static final List<String> JVM = List.of("-Xmx512m", "-XX:+UseSerialGC");

    /** For a short look: half of it would be the second compiler's otherwise, and what it makes would hardly be used. */
    private static final List<String> QUICK_JVM = List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    public PipelineSetting {
        jvm = List.copyOf(jvm);
    }

    /**
     * The options of each service's virtual machine.
     *
     * @param given all of them in one text; null: the usual ones
     */
    public static List<String> jvm(@Nullable String given, boolean quick) {
        if (given == null) {
            return quick ? QUICK_JVM : JVM;
        }
        return List.of(given.split(" ", -1));
    }

    /** For the report. */
    public String text() {
        return "each service " + String.join(" ", jvm) + ", " + partitions + " partitions, " + accounts + " accounts, "
                + (receipts ? "with receipts" : "no receipts");
    }
}
