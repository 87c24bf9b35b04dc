package dev.tidings.local.simulator;

import dev.tidings.local.settings.Channels;
import dev.tidings.local.settings.LocalPorts;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Ends what break has begun. */
@Command(name = "heal", description = "Makes simulated providers behave again: one channel, or all.")
public final class HealCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "CHANNEL",
            arity = "0..1",
            completionCandidates = Channels.class,
            description = "one of ${COMPLETION-CANDIDATES} (default: all)")
    String channel = "";

    private final LocalPorts ports;
    private final PrintStream out;

    public HealCommand(LocalPorts ports, PrintStream out) {
        this.ports = ports;
        this.out = out;
    }

    @Override
    public Integer call() {
        if (!channel.isEmpty()) {
            Channels.check("CHANNEL", channel);
        }
        new SimulatorClient(ports.simulatorUrl()).heal(channel);
        out.println((channel.isEmpty() ? "All providers behave" : channel + " behaves") + " again.");
        return 0;
    }
}
