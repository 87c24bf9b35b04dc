package dev.tidings.local.declare;

import dev.tidings.local.broker.BrokerProcess;
import dev.tidings.local.broker.TopicReport;
import dev.tidings.local.settings.Connection;
import dev.tidings.local.settings.LocalPorts;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The topics as they should be, against the topics that there are. */
@Command(
        name = "topics",
        description = {
            "Compares the topics on Kafka with those that Tidings needs.",
            "Exit status: 0 as they should be, 1 something is missing or differs."
        })
public final class TopicsCommand implements Callable<Integer> {
    @Option(names = "--apply", description = "create what is missing; what differs is only told")
    boolean apply;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "12",
            description = "of every keyed topic; never changed after creation (default: ${DEFAULT-VALUE})")
    int partitions;

    @Option(names = "--replicas", paramLabel = "N", defaultValue = "1", description = "(default: ${DEFAULT-VALUE})")
    short replicas;

    @Mixin
    final Connection connection;

    private final PrintStream out;

    public TopicsCommand(LocalPorts ports, PrintStream out) {
        this.connection = new Connection(ports);
        this.out = out;
    }

    @Override
    public Integer call() {
        String servers = connection.servers();
        TopicReport report = apply
                ? BrokerProcess.createTopics(servers, partitions, replicas)
                : BrokerProcess.checkTopics(servers, partitions, replicas);
        report.created().forEach(name -> out.println((apply ? "created  " : "missing  ") + name));
        report.differences().forEach(difference -> out.println("differs  " + difference));
        boolean good =
                report.differences().isEmpty() && (apply || report.created().isEmpty());
        if (good) {
            out.println("All topics are as they should be.");
        } else if (!apply && !report.created().isEmpty()) {
            out.println("./tidings topics --apply creates what is missing.");
        }
        return good ? 0 : 1;
    }
}
