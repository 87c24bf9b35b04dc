package dev.tidings.testbed.bench.dispatch;

import dev.tidings.local.broker.BrokerConfig;
import dev.tidings.local.settings.Installation;
import dev.tidings.testbed.bench.kit.BenchSecrets;
import dev.tidings.testbed.bench.kit.ServiceProcess;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the dispatcher is run.
 *
 * @param installation where it was built
 * @param partitions of every keyed topic
 * @param jvm options of its virtual machine, and of everyone's it is compared with
 * @param variables its settings in addition to those that it needs
 * @param inFlight calls that may be under way at once
 * @param broker what the broker is good at
 */
record Setting(
        Installation installation,
        int partitions,
        List<String> jvm,
        Map<String, String> variables,
        int inFlight,
        BrokerConfig.Speed broker) {
    /** What a user would give the service for such a load; what is not said here is as shipped. */
    static final List<String> JVM = List.of("-Xmx512m", "-XX:+UseSerialGC");

    /** For a short look: half of it would be the second compiler's otherwise, and what it makes would hardly be used. */
    static final List<String> QUICK_JVM = List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    /** Enough different recipients wait for each that is being sent to, in each of the four lanes. */
    private static final int BUFFERED_FOR_EACH_IN_FLIGHT = 16;

    Setting {
        jvm = List.copyOf(jvm);
        variables = Map.copyOf(variables);
    }

    /** @param accounts how many share it; one alone may have all places, as the peers' has */
    ServiceProcess.Options dispatcher(String instance, int accounts) {
        Map<String, String> environment = new TreeMap<>(BenchSecrets.ofAccounts());
        environment.put("TIDINGS_EGRESS_ALLOW_INSECURE", "true");
        environment.put("TIDINGS_EGRESS_CONNECTIONS", Integer.toString(inFlight));
        environment.put("TIDINGS_EGRESS_CONNECTIONS_PER_HOST", Integer.toString(inFlight));
        environment.put("TIDINGS_DISPATCH_MAX_IN_FLIGHT", Integer.toString(inFlight));
        if (accounts == 1) {
            environment.put("TIDINGS_DISPATCH_ACCOUNT_IN_FLIGHT", Integer.toString(inFlight));
        }
        environment.put(
                "TIDINGS_DISPATCH_MAX_BUFFERED",
                Integer.toString(Math.max(4096, inFlight * BUFFERED_FOR_EACH_IN_FLIGHT)));
        environment.putAll(variables);
        return new ServiceProcess.Options("dispatcher", instance, jvm, environment);
    }

    /** For the report. */
    String text() {
        return "dispatcher " + String.join(" ", jvm)
                + (variables.isEmpty() ? "" : " with " + variables)
                + ", " + partitions + " partitions, " + inFlight + " in flight";
    }
}
