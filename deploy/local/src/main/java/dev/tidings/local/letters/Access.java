package dev.tidings.local.letters;

import dev.tidings.codec.Codec;
import dev.tidings.codec.ConfluentRegistryClient;
import dev.tidings.local.settings.Connection;
import dev.tidings.local.settings.LocalPorts;
import dev.tidings.local.settings.UserError;
import java.net.URI;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where dead letters are, and with which schemas they are read. */
final class Access {
    @Option(
            names = "--schema-registry",
            paramLabel = "URL",
            description = "where the services have tidings.schema-registry.url: the same")
    @Nullable
    String registry;

    @Mixin
    final Connection connection;

    @Spec(Spec.Target.MIXEE)
    @Nullable
    CommandSpec command;

    Access(LocalPorts ports) {
        this.connection = new Connection(ports);
    }

    String servers() {
        return connection.servers();
    }

    LetterBox box(InstantSource clock) {
        return LetterBox.open(servers(), clock, this::tell);
    }

    /** Not part of what the command was asked for. */
    private void tell(long read, long of) {
        if (command != null) {
            command.commandLine()
                    .getErr()
                    .println(String.format(Locale.ROOT, "  read %,d of about %,d records", read, of));
        }
    }

    /** With the registry where there is one; its client ends with the process. */
    Codec codec() {
        try {
            return registry == null
                    ? Codec.singleObject()
                    : Codec.withRegistry(new ConfluentRegistryClient(URI.create(registry)));
        } catch (IllegalArgumentException e) {
            throw new UserError(
                    "--schema-registry needs an http or https URL with a host, without query and login.", e);
        }
    }
}
