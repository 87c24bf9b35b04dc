package dev.tidings.local.letters;

import dev.tidings.codec.Codec;
import dev.tidings.local.settings.LocalPorts;
import java.io.PrintStream;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The newest dead letters, and how many there are of each kind. */
@Command(
        name = "list",
        description = {
            "The newest dead letters, and how many there are from each topic by each cause.",
            "ready: a replay makes sense; doubtful: look tells why it does not seem to; no: it can't be replayed."
        })
final class ListCommand implements Callable<Integer> {
    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "how many are listed (default: ${DEFAULT-VALUE})")
    int limit = 20;

    @Option(names = "--json", description = "as an object, for programs")
    boolean json;

    @Mixin
    final LetterFilter filter = new LetterFilter();

    @Mixin
    final Access access;

    private final InstantSource clock;
    private final PrintStream out;

    ListCommand(LocalPorts ports, InstantSource clock, PrintStream out) {
        this.access = new Access(ports);
        this.clock = clock;
        this.out = out;
    }

    @Override
    public Integer call() {
        Codec codec = access.codec();
        try (LetterBox box = access.box(clock)) {
            Judge judge = new Judge(codec, box.replays(), clock);
            TreeSet<Summary> newest = new TreeSet<>(Summary.OLDEST_FIRST);
            Tally tally = new Tally();
            boolean older = box.scan(filter.since(clock.instant()), filter.depth, letter -> {
                if (filter.wants(letter)) {
                    tally.add(letter.place().map(Place::topic).orElse("-") + "  " + letter.cause(), letter.id());
                    newest.add(Summary.of(letter, codec, judge.of(letter)));
                    if (newest.size() > Math.max(0, limit)) {
                        newest.pollFirst();
                    }
                }
                return true;
            });
            print(new ArrayList<>(newest.descendingSet()), tally, older);
        }
        return 0;
    }

    private void print(List<Summary> newest, Tally tally, boolean older) {
        if (json) {
            out.println(LetterJson.list(newest, tally.total(), older));
            return;
        }
        LetterText text = new LetterText(ZoneId.systemDefault());
        newest.forEach(summary -> out.println(text.line(summary)));
        out.println(LetterText.count(tally.total()) + (tally.total() > newest.size() ? ", the newest listed:" : "."));
        tally.counts().forEach(count -> out.println(LetterText.tallied(count)));
        if (older) {
            out.println("Older ones were not read: --depth says how far back.");
        }
    }
}
