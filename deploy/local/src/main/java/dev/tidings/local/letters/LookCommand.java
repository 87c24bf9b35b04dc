package dev.tidings.local.letters;

import dev.tidings.codec.Codec;
import dev.tidings.local.settings.LocalPorts;
import java.io.PrintStream;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One dead letter, without what it says. */
@Command(
        name = "look",
        description = {
            "One dead letter: where it comes from, why it died, what its form is, and whether a replay makes sense.",
            "Addresses and texts stand in its value in clear: nothing of that is shown."
        })
final class LookCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "the dead letter's, as 3@42")
    String id = "";

    @Option(names = "--json", description = "as an object, for programs")
    boolean json;

    @Mixin
    final Access access;

    private final InstantSource clock;
    private final PrintStream out;

    LookCommand(LocalPorts ports, InstantSource clock, PrintStream out) {
        this.access = new Access(ports);
        this.clock = clock;
        this.out = out;
    }

    @Override
    public Integer call() {
        LetterId wanted = LetterId.of(id);
        Codec codec = access.codec();
        try (LetterBox box = access.box(clock)) {
            Letter letter = box.letter(wanted);
            Verdict verdict = new Judge(codec, box.replays(), clock).of(letter);
            if (json) {
                out.println(LetterJson.page(letter, codec, verdict));
            } else {
                new LetterText(ZoneId.systemDefault())
                        .page(letter, codec, verdict)
                        .forEach(out::println);
            }
        }
        return 0;
    }
}
