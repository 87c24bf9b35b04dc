package dev.tidings.local.letters;

import dev.tidings.codec.Codec;
import dev.tidings.local.settings.LocalPorts;
import dev.tidings.local.settings.UserError;
import java.io.PrintStream;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ObjLongConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts dead letters back to where they came from. */
@Command(
        name = "replay",
        description = {
            "Puts dead letters back to where they came from.",
            "Those of the ids, or all that the options choose. Without --apply it only says what it would do. What was"
                    + " replayed is not replayed again, however often it is asked for.",
            "Exit status: 0 done, or only looked; 1 failed; 2 with --apply: some were held back."
        },
        footer = {
            "",
            "A replay makes sense where a record could not be read and can be by now: after an update of the services, or"
                    + " when the registry has its schema. Update the services first: they must read what this command"
                    + " can read.",
            "What was read and refused is refused again, and what is garbage stays it. --anyway replays those too, and"
                    + " requests whose validity has ended or that came again meanwhile: they go out. So it does with what"
                    + " fallback was told more than a day ago: an SMS may follow."
        })
final class ReplayCommand implements Callable<Integer> {
    private static final int HELD_BACK = 2;

    @Parameters(paramLabel = "ID", arity = "0..*", description = "the dead letters', as 3@42")
    List<String> ids = new ArrayList<>();

    @Option(names = "--apply", description = "do it")
    boolean apply;

    @Option(names = "--anyway", description = "those too of which a replay does not seem to make sense")
    boolean anyway;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "1000",
            description = "how many at most (default: ${DEFAULT-VALUE})")
    int limit = 1000;

    @Option(names = "--json", description = "as an object, for programs")
    boolean json;

    @Mixin
    final LetterFilter filter = new LetterFilter();

    @Mixin
    final Access access;

    private final InstantSource clock;
    private final PrintStream out;

    ReplayCommand(LocalPorts ports, InstantSource clock, PrintStream out) {
        this.access = new Access(ports);
        this.clock = clock;
        this.out = out;
    }

    @Override
    public Integer call() {
        if (!ids.isEmpty() && filter.isSet()) {
            throw new UserError("Either ids, or --topic, --cause and --since: not both.");
        }
        if (limit < 1) {
            throw new UserError("--limit must be 1 or more.");
        }
        List<LetterId> wanted = ids.stream().map(LetterId::of).distinct().toList();
        Codec codec = access.codec();
        if (!apply) {
            return told(plan(wanted, codec), codec, Map.of());
        }
        // Opened before it is looked what was replayed: from then on no other adds to that.
        try (Redelivery redelivery = Redelivery.open(access.servers())) {
            return replay(redelivery, plan(wanted, codec), codec);
        }
    }

    int replay(Redelivery redelivery, Plan plan, Codec codec) {
        Map<LetterId, Long> offsets = new HashMap<>();
        try {
            redelivery.replay(plan.letters(), telling(offsets));
        } catch (UserError e) {
            // Lines have told of what is back already; the object must be written still.
            if (json) {
                out.println(LetterJson.replay(plan, codec, apply, offsets));
            }
            throw e;
        }
        return told(plan, codec, offsets);
    }

    private Plan plan(List<LetterId> wanted, Codec codec) {
        // Results are asked for while letters are read.
        try (LetterBox box = access.box(clock);
                LetterBox beside = access.box(clock)) {
            PlanReplay making =
                    new PlanReplay(new Judge(codec, box.replays(), clock), beside::haveResults, anyway, limit);
            if (wanted.isEmpty()) {
                return making.plan(box.scan(
                        filter.since(clock.instant()),
                        filter.depth,
                        letter -> !filter.wants(letter) || making.offer(letter)));
            }
            for (LetterId id : wanted) {
                if (!making.offer(box.letter(id))) {
                    break;
                }
            }
            return making.plan(false);
        }
    }

    /** Each line stands for a letter that is back for good, whatever becomes of the next. */
    private ObjLongConsumer<Letter> telling(Map<LetterId, Long> offsets) {
        return (letter, offset) -> {
            offsets.put(letter.id(), offset);
            if (!json) {
                Place from = letter.place().orElseThrow();
                out.println("replayed  " + letter.id() + "  to " + new Place(from.topic(), from.partition(), offset));
            }
        };
    }

    private int told(Plan plan, Codec codec, Map<LetterId, Long> offsets) {
        if (json) {
            out.println(LetterJson.replay(plan, codec, apply, offsets));
        } else {
            print(plan, codec);
        }
        return apply && plan.heldBack().total() > 0 ? HELD_BACK : 0;
    }

    private void print(Plan plan, Codec codec) {
        LetterText text = new LetterText(ZoneId.systemDefault());
        if (!apply) {
            plan.chosen().forEach(each -> out.println(text.line(Summary.of(each.letter(), codec, each.verdict()))));
        }
        out.println(plan.chosen().size() + (apply ? " replayed; " : " would be replayed; ") + plan.done()
                + " were replayed before; " + plan.heldBack().total() + " held back.");
        plan.heldBack().counts().forEach(count -> out.println(LetterText.tallied(count)));
        if (plan.full()) {
            out.println("There was no room for more: ask again.");
        }
        if (plan.older()) {
            out.println("Older ones were not read: --depth says how far back.");
        }
        if (!apply && !plan.chosen().isEmpty()) {
            out.println("Nothing was done. --apply does it.");
        }
    }
}
