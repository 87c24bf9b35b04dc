package dev.tidings.local.declare;

import dev.tidings.local.settings.Connection;
import dev.tidings.local.settings.LocalPorts;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Accounts, templates, policies and the SMS service. */
@Command(
        name = "catalog",
        description = "Accounts, templates, policies and the SMS service.",
        synopsisSubcommandLabel = "load FILE")
public final class CatalogCommand {
    private CatalogCommand() {}

    /** The group with its verb. */
    public static Object group() {
        return new CatalogCommand();
    }

    /** Publishes a catalog file. */
    @Command(
            name = "load",
            description = {
                "Publishes a catalog file; its entries replace those of the same name, others stay.",
                "Texts may refer to environment variables as ${NAME}."
            })
    public static final class Load implements Callable<Integer> {
        private static final Duration READ_WITHIN = Duration.ofSeconds(10);

        @Parameters(paramLabel = "FILE", description = "as deploy/local/catalog.json")
        Path file = Path.of("");

        @Mixin
        final Connection connection;

        private final LocalPorts ports;
        private final InstantSource clock;
        private final PrintStream out;

        public Load(LocalPorts ports, InstantSource clock, PrintStream out) {
            this.connection = new Connection(ports);
            this.ports = ports;
            this.clock = clock;
            this.out = out;
        }

        @Override
        public Integer call() {
            Map<String, String> variables = new HashMap<>(System.getenv());
            variables.putIfAbsent(CatalogFile.SIMULATOR_URL, ports.simulatorUrl());
            CatalogFile catalog = CatalogFile.read(file, variables);
            CatalogInForce.read(connection.servers(), READ_WITHIN)
                    .ifPresent(inForce -> PolicyVersions.check(catalog.entries(), inForce));
            catalog.warnings().forEach(out::println);
            CatalogLoader.load(connection.servers(), catalog.entries(), clock);
            catalog.entries().forEach(entry -> out.println("  " + CatalogLoader.key(entry)));
            out.println(catalog.entries().size() + " entries published.");
            return 0;
        }
    }
}
