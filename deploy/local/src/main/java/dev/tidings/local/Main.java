package dev.tidings.local;

import dev.tidings.local.declare.CatalogCommand;
import dev.tidings.local.declare.TopicsCommand;
import dev.tidings.local.demo.DemoCommand;
import dev.tidings.local.letters.DeadLettersCommand;
import dev.tidings.local.send.CampaignCommand;
import dev.tidings.local.send.CancelCommand;
import dev.tidings.local.send.RescheduleCommand;
import dev.tidings.local.send.SendCommand;
import dev.tidings.local.settings.Installation;
import dev.tidings.local.settings.LocalPorts;
import dev.tidings.local.settings.UserError;
import dev.tidings.local.show.ShowCommand;
import dev.tidings.local.simulator.BreakCommand;
import dev.tidings.local.simulator.HealCommand;
import dev.tidings.local.up.DoctorCommand;
import dev.tidings.local.up.DownCommand;
import dev.tidings.local.up.KillCommand;
import dev.tidings.local.up.RestartCommand;
import dev.tidings.local.up.Run;
import dev.tidings.local.up.RunFile;
import dev.tidings.local.up.StatusCommand;
import dev.tidings.local.up.UpCommand;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The command line behind ./tidings. */
@Command(
        name = "tidings",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false)
public final class Main {
    private Main() {}

    /** Runs one command and exits with its status. */
    public static void main(String[] args) {
        int status =
                commandLine(Installation.current(), System.out, System.getenv()).execute(args);
        System.exit(status);
    }

    static CommandLine commandLine(Installation installation, PrintStream out, Map<String, String> environment) {
        InstantSource clock = InstantSource.system();
        LocalPorts ports = new RunFile(installation.runFile())
                .read()
                .map(Run::ports)
                .orElseGet(() -> LocalPorts.of(null, environment));
        CommandLine catalog =
                new CommandLine(CatalogCommand.group()).addSubcommand(new CatalogCommand.Load(ports, clock, out));
        CommandLine line = new CommandLine(new Main())
                .addSubcommand(new UpCommand(installation, clock, out))
                .addSubcommand(new DownCommand(installation, out))
                .addSubcommand(new StatusCommand(installation, out))
                .addSubcommand(new DoctorCommand(installation, out))
                .addSubcommand("test", new TestCommand())
                .addSubcommand(new SendCommand(ports, clock, new SecureRandom(), out))
                .addSubcommand(new ShowCommand(ports, clock, out))
                .addSubcommand(new CancelCommand(ports, clock, out))
                .addSubcommand(new RescheduleCommand(ports, clock, out))
                .addSubcommand(new CampaignCommand(ports, clock, out))
                .addSubcommand(new DemoCommand(installation, ports, clock, out))
                .addSubcommand(new BreakCommand(ports, out))
                .addSubcommand(new HealCommand(ports, out))
                .addSubcommand(new KillCommand(installation, out))
                .addSubcommand(new RestartCommand(installation, out))
                .addSubcommand(new TopicsCommand(ports, out))
                .addSubcommand(catalog)
                .addSubcommand(DeadLettersCommand.group(ports, clock, out))
                .addSubcommand("bench", new BenchCommand());
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> tell(failure, command, environment));
    }

    private static int tell(Exception failure, CommandLine command, Map<String, String> environment) {
        String message = switch (failure) {
            case UserError error -> String.valueOf(error.getMessage());
            case KafkaException error ->
                "Kafka did not do as asked (" + error.getMessage() + "). Is Tidings up? ./tidings status tells.";
            default -> String.valueOf(failure);
        };
        command.getErr().println(command.getColorScheme().errorText(message));
        if (environment.containsKey("TIDINGS_DEBUG")) {
            failure.printStackTrace(command.getErr());
        } else if (!(failure instanceof UserError)) {
            command.getErr().println("TIDINGS_DEBUG=1 shows where it happened.");
        }
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    /** Listed here for the help only: the script runs Maven without any Java of ours. */
    @Command(name = "test", description = "Every test and check (mvn verify), and its exit status.")
    static final class TestCommand implements Runnable {
        @Override
        public void run() {
            throw new UserError("Run ./tidings test, or mvn verify.");
        }
    }

    /** Listed here for the help only: the script hands over to the testbed, which is not on this class path. */
    @Command(
            name = "bench",
            description = "Measures one part, with --peers against others: bench hold --help tells more.")
    static final class BenchCommand implements Runnable {
        @Override
        public void run() {
            throw new UserError("Run ./tidings bench hold.");
        }
    }

    /** The version in the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"tidings " + (version == null ? "(not packaged)" : version)};
        }
    }
}
