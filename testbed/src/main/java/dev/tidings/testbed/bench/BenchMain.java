package dev.tidings.testbed.bench;

import dev.tidings.local.settings.Installation;
import dev.tidings.local.settings.UserError;
import dev.tidings.testbed.bench.dispatch.DispatchCommand;
import dev.tidings.testbed.bench.fallback.FallbackCommand;
import dev.tidings.testbed.bench.hold.HoldCommand;
import dev.tidings.testbed.bench.path.PathCommand;
import java.io.PrintStream;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The benchmarks behind ./tidings bench. */
@Command(
        name = "./tidings bench",
        description = "Measures one part of Tidings on this machine, and with --peers others beside it.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false)
public final class BenchMain {
    private BenchMain() {}

    /** Runs one benchmark and exits with its status: 0 measured, 1 not. */
    public static void main(String[] args) {
        System.exit(commandLine(Installation.current(), InstantSource.system(), System.out)
                .execute(args.length == 0 ? new String[] {"--help"} : args));
    }

    static CommandLine commandLine(Installation installation, InstantSource clock, PrintStream out) {
        return new CommandLine(new BenchMain())
                .addSubcommand(new HoldCommand(installation, clock, out))
                .addSubcommand(new DispatchCommand(installation, clock, out))
                .addSubcommand(new PathCommand(installation, clock, out))
                .addSubcommand(new FallbackCommand(installation, clock, out))
                .setCaseInsensitiveEnumValuesAllowed(true)
                // A peer's process gets the arguments of its parent, and at their end what is different.
                .setOverwrittenOptionsAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((failure, command, _) -> tell(failure, command));
    }

    private static int tell(Exception failure, CommandLine command) {
        if (failure instanceof UserError) {
            command.getErr().println(failure.getMessage());
        } else {
            failure.printStackTrace(command.getErr());
        }
        return command.getCommandSpec().exitCodeOnExecutionException();
    }
}
