package dev.tidings.local.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.local.send.UnreadableRequest;
import dev.tidings.local.settings.Channels;
import dev.tidings.local.settings.Connection;
import dev.tidings.local.settings.LocalPorts;
import dev.tidings.local.settings.Spans;
import dev.tidings.local.settings.UserError;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a simulated provider misbehave, the service that publishes requests, or whoever runs dispatchers. */
@Command(
        name = "break",
        description = "Makes a simulated provider misbehave, until heal or for a time.",
        footer = {
            "",
            "  ./tidings break whatsapp --template-deleted order_update --for 2m",
            "",
            "  ./tidings break upstream --garbage",
            "publishes a request that nobody can read.",
            "",
            "  ./tidings break dispatcher --same-id",
            "stops the dispatcher, as a second one with its instance id does. ./tidings restart dispatcher ends it."
        })
public final class BreakCommand implements Callable<Integer> {
    /** In a channel's place: who publishes requests. There is nothing to heal then. */
    private static final String UPSTREAM = "upstream";

    /** In a channel's place: who sends. */
    private static final String DISPATCHER = "dispatcher";

    @Parameters(
            paramLabel = "CHANNEL",
            completionCandidates = Channels.class,
            description = "one of ${COMPLETION-CANDIDATES}; or " + UPSTREAM + ", or " + DISPATCHER)
    String channel = "";

    @ArgGroup(multiplicity = "1", heading = "%nHow (one of them):%n")
    Behaviour behaviour = new Behaviour();

    @Option(names = "--account", description = "only for this account of the provider's (default: all)")
    @Nullable
    String account;

    @Option(names = "--number", description = "only for this recipient (default: all)")
    @Nullable
    String number;

    @Option(names = "--for", paramLabel = "SPAN", description = "how long: 2m (default: until heal)")
    @Nullable
    String span;

    private final LocalPorts ports;
    private final PrintStream out;

    public BreakCommand(LocalPorts ports, PrintStream out) {
        this.ports = ports;
        this.out = out;
    }

    @Override
    public Integer call() {
        if (channel.equals(UPSTREAM)) {
            return breakUpstream();
        }
        if (channel.equals(DISPATCHER)) {
            return breakDispatcher();
        }
        Channels.check("CHANNEL", channel);
        if (behaviour.sameId) {
            throw new UserError("--same-id is for the " + DISPATCHER + ", and for no channel.");
        }
        new SimulatorClient(ports.simulatorUrl()).put(json().toString());
        out.println(channel + " is broken" + (span == null ? "" : " for " + span) + ". ./tidings heal " + channel
                + " ends it.");
        return 0;
    }

    private int breakUpstream() {
        if (!behaviour.garbage || isNarrowed()) {
            throw new UserError(UPSTREAM + " takes --garbage, and nothing else.");
        }
        UnreadableRequest.publish(new Connection(ports).servers());
        out.println("A request that nobody can read is published. It goes to the dead letters.");
        return 0;
    }

    private int breakDispatcher() {
        if (!behaviour.sameId || isNarrowed()) {
            throw new UserError(DISPATCHER + " takes --same-id, and nothing else.");
        }
        new SecondDispatcher(new Connection(ports).servers()).takePlace();
        out.println(
                "A second dispatcher with the same instance id has taken the first one's place. It stops within seconds."
                        + " ./tidings restart dispatcher ends it.");
        return 0;
    }

    private boolean isNarrowed() {
        return account != null || number != null || span != null;
    }

    ObjectNode json() {
        ObjectNode json = behaviour.json().put("channel", channel);
        if (account != null) {
            json.put("account", account);
        }
        if (number != null) {
            json.put("number", number);
        }
        if (span != null) {
            json.put("forMs", Spans.span(span).toMillis());
        }
        return json;
    }
}
