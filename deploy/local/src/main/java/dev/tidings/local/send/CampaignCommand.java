package dev.tidings.local.send;

import dev.tidings.contract.CampaignAction;
import dev.tidings.contract.CampaignControl;
import dev.tidings.contract.Status;
import dev.tidings.local.settings.Connection;
import dev.tidings.local.settings.LocalPorts;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Pauses, resumes and cancels campaigns. */
@Command(
        name = "campaign",
        description = {
            "Pauses, resumes or cancels all requests of a campaign that are not released yet.",
            "Exit status: 0 done, 1 refused, 2 no answer."
        })
public final class CampaignCommand implements Callable<Integer> {
    /** What can be asked for. */
    enum Verb {
        PAUSE(CampaignAction.PAUSE, Status.CAMPAIGN_PAUSED, "Paused: nothing of %s is released until it is resumed."),
        RESUME(CampaignAction.RESUME, Status.CAMPAIGN_RESUMED, "Resumed: what was held back of %s is released."),
        CANCEL(CampaignAction.CANCEL, Status.CAMPAIGN_CANCELLED, "Cancelled: nothing more of %s will be sent.");

        private final CampaignAction action;
        private final Status wanted;
        private final String done;

        Verb(CampaignAction action, Status wanted, String done) {
            this.action = action;
            this.wanted = wanted;
            this.done = done;
        }
    }

    @Parameters(index = "0", paramLabel = "(pause|resume|cancel)", description = "a cancelled campaign stays cancelled")
    Verb verb = Verb.PAUSE;

    @Parameters(index = "1", paramLabel = "CAMPAIGN", description = "the campaign's id")
    String id = "";

    @Option(names = "--tenant", defaultValue = Upstream.TENANT, description = "whose it is (default: ${DEFAULT-VALUE})")
    String tenant = Upstream.TENANT;

    @Mixin
    final Connection connection;

    private final InstantSource clock;
    private final PrintStream out;

    public CampaignCommand(LocalPorts ports, InstantSource clock, PrintStream out) {
        this.connection = new Connection(ports);
        this.clock = clock;
        this.out = out;
    }

    @Override
    public Integer call() {
        CampaignControl control = new CampaignControl(id, tenant, Upstream.SOURCE, verb.action, Map.of());
        return new ControlCall(connection.servers(), clock, out)
                .run(id, publisher -> publisher.control(control), verb.wanted, _ -> verb.done.formatted(id));
    }
}
