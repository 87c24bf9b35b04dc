package dev.tidings.local.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ports of a local installation, all on localhost.
 *
 * @param broker where Kafka's clients connect
 * @param controller Kafka's own
 * @param webhooks where the dispatcher takes providers' webhooks
 * @param scheduler health and metrics of the scheduler
 * @param dispatcher health and metrics of the dispatcher
 * @param fallback health and metrics of fallback
 * @param simulator the provider simulator
 * @param page the operations page
 */
public record LocalPorts(
        int broker,
        int controller,
        int webhooks,
        int scheduler,
        int dispatcher,
        int fallback,
        int simulator,
        int page) {
    public static final LocalPorts DEFAULT = new LocalPorts(19092, 19093, 18080, 18081, 18082, 18083, 18090, 18084);

    /**
     * The ports to use.
     *
     * @param base the first of eight successive ports; absent: the usual ones
     * @param environment may override each one by TIDINGS_BROKER_PORT and so on
     * @throws UserError where one is no port number, or two are the same
     */
    public static LocalPorts of(@Nullable Integer base, Map<String, String> environment) {
        LocalPorts start = base == null
                ? DEFAULT
                : new LocalPorts(base, base + 1, base + 2, base + 3, base + 4, base + 5, base + 6, base + 7);
        LocalPorts ports = new LocalPorts(
                port(environment, "TIDINGS_BROKER_PORT", start.broker),
                port(environment, "TIDINGS_CONTROLLER_PORT", start.controller),
                port(environment, "TIDINGS_WEBHOOKS_PORT", start.webhooks),
                port(environment, "TIDINGS_SCHEDULER_PORT", start.scheduler),
                port(environment, "TIDINGS_DISPATCHER_PORT", start.dispatcher),
                port(environment, "TIDINGS_FALLBACK_PORT", start.fallback),
                port(environment, "TIDINGS_SIMULATOR_PORT", start.simulator),
                port(environment, "TIDINGS_PAGE_PORT", start.page));
        if (ports.byVariable().values().stream().distinct().count()
                != ports.byVariable().size()) {
            throw new UserError("Two of the ports are the same: " + ports.byVariable());
        }
        return ports;
    }

    /** Each port under the name of the variable that overrides it. */
    public Map<String, Integer> byVariable() {
        Map<String, Integer> all = new LinkedHashMap<>();
        all.put("TIDINGS_BROKER_PORT", broker);
        all.put("TIDINGS_CONTROLLER_PORT", controller);
        all.put("TIDINGS_WEBHOOKS_PORT", webhooks);
        all.put("TIDINGS_SCHEDULER_PORT", scheduler);
        all.put("TIDINGS_DISPATCHER_PORT", dispatcher);
        all.put("TIDINGS_FALLBACK_PORT", fallback);
        all.put("TIDINGS_SIMULATOR_PORT", simulator);
        all.put("TIDINGS_PAGE_PORT", page);
        return all;
    }

    public String bootstrapServers() {
        return "localhost:" + broker;
    }

    public String simulatorUrl() {
        return "http://localhost:" + simulator;
    }

    public String pageUrl() {
        return "http://localhost:" + page;
    }

    private static int port(Map<String, String> environment, String variable, int otherwise) {
        String text = environment.getOrDefault(variable, "");
        try {
            int port = text.isBlank() ? otherwise : Integer.parseInt(text.trim());
            if (port > 0 && port < 65_536) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Said below, with the variable's name.
        }
        throw new UserError(variable + " is \"" + (text.isBlank() ? otherwise : text) + "\"; a port is 1 to 65535.");
    }
}
