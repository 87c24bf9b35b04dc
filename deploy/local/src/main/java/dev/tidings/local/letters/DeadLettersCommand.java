package dev.tidings.local.letters;

import dev.tidings.local.settings.LocalPorts;
import java.io.PrintStream;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What services could not read or refused, and what can be done about it. */
@Command(
        name = "dead-letters",
        description = "Lists, shows and replays what no service could make anything of.",
        synopsisSubcommandLabel = "(list|look|replay)")
public final class DeadLettersCommand {
    private DeadLettersCommand() {}

    /** The group with its verbs. */
    public static CommandLine group(LocalPorts ports, InstantSource clock, PrintStream out) {
        return new CommandLine(new DeadLettersCommand())
                .addSubcommand(new ListCommand(ports, clock, out))
                .addSubcommand(new LookCommand(ports, clock, out))
                .addSubcommand(new ReplayCommand(ports, clock, out));
    }
}
