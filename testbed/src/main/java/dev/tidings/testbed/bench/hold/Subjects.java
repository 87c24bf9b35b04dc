package dev.tidings.testbed.bench.hold;

import dev.tidings.testbed.bench.kit.Measure;
import dev.tidings.testbed.bench.kit.Measures;
import dev.tidings.testbed.bench.kit.Report;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;

/** Who is measured, one after the other. One that fails is told of, and the next one is measured. */
final class Subjects {
    private static final String TIDINGS = "tidings";

    private final Runs here;
    private final Set<Scenario> scenarios;
    private final Sizes sizes;
    private final TidingsOptions tidings;
    private final InstantSource clock;
    private final Measures measures = new Measures();
    private final List<String> settings = new ArrayList<>();
    private final List<String> notMeasured = new ArrayList<>();

    Subjects(Runs here, Set<Scenario> scenarios, Sizes sizes, TidingsOptions tidings, InstantSource clock) {
        this.here = here;
        this.scenarios = scenarios;
        this.sizes = sizes;
        this.tidings = tidings;
        this.clock = clock;
    }

    /** The figures so far. */
    List<Measure> measures() {
        return measures.all();
    }

    /** How each was run. */
    String settings() {
        return String.join("; ", settings);
    }

    /** What could not be measured, or not all of it, and why. */
    List<String> notMeasured() {
        return List.copyOf(notMeasured);
    }

    void measureTidings() {
        settings.add(tidings.text());
        measure(TIDINGS, start(tidings));
        if (scenarios.contains(Scenario.F)) {
            attempt(TIDINGS, () -> here.measureFailover(TIDINGS, start(tidings.asFleet()), sizes, measures));
        }
        if (scenarios.contains(Scenario.G)) {
            attempt(TIDINGS, () -> here.measureRestore(TIDINGS, start(tidings), sizes, measures));
        }
    }

    private HoldSubject.Start start(TidingsOptions options) {
        return (folder, releases) -> TidingsSubject.start(options, clock, folder, releases);
    }

    /** One whose libraries are on the class path of this process. */
    void measure(String subject) {
        for (PeerSubject peer : ServiceLoader.load(PeerSubject.class)) {
            if (peer.name().equals(subject)) {
                settings.add(peer.settings());
                measure(subject, peer.start());
                return;
            }
        }
        notMeasured.add(subject + ": nothing on the class path has this name");
    }

    /** All peers, each in a process of its own with these arguments. */
    void measurePeers(List<String> arguments) {
        PeerProcess process = new PeerProcess(tidings.installation());
        for (Peer peer : Peer.values()) {
            if (!process.built(peer)) {
                notMeasured.add(peer.subject() + ": it is not built; ./tidings bench hold --peers builds it");
                continue;
            }
            try {
                PeerProcess.Measured measured = process.measure(peer, arguments);
                Report report = measured.report();
                if (!measured.whole()) {
                    notMeasured.add(peer.subject() + ": not all of it, see above");
                }
                measures.addAll(report.measures());
                settings.add(report.machine().substring(report.machine().indexOf(';') + 2));
            } catch (RuntimeException e) {
                notMeasured.add(peer.subject() + ": " + e.getMessage());
            }
        }
    }

    private void measure(String subject, HoldSubject.Start start) {
        attempt(subject, () -> here.measure(subject, start, scenarios, sizes, measures));
    }

    private void attempt(String subject, Runnable measuring) {
        try {
            measuring.run();
        } catch (RuntimeException e) {
            here.out().println("[" + subject + "] ended: " + e.getMessage());
            notMeasured.add(subject + " beyond what stands above: " + e.getMessage());
        }
    }
}
