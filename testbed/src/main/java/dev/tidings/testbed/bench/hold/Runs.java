package dev.tidings.testbed.bench.hold;

import dev.tidings.testbed.bench.kit.Book;
import dev.tidings.testbed.bench.kit.Measures;
import dev.tidings.testbed.bench.kit.SubjectFailedException;
import dev.tidings.testbed.bench.kit.Surroundings;
import dev.tidings.testbed.bench.kit.Timeline;
import dev.tidings.testbed.bench.kit.Workplace;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Measures subjects in this process.
 *
 * @param parent where their data goes
 * @param keep whether it stays
 * @param times how often
 */
record Runs(Timeline timeline, PrintStream out, Path parent, boolean keep, int times) {
    /** All scenarios in each run; what fails ends it, with the figures so far. */
    void measure(String subject, HoldSubject.Start start, Set<Scenario> scenarios, Sizes sizes, Measures measures) {
        try (Workplace workplace = Workplace.in(parent, "hold", keep)) {
            for (int run = 1; run <= times; run++) {
                Book book = new Book(subject, run + "/" + times, measures, out);
                run(workplace, start, scenarios, sizes, book);
            }
        }
    }

    /** What happens to the others where instances come and go. */
    void measureFailover(String subject, HoldSubject.Start start, Sizes sizes, Measures measures) {
        measure(subject, start, measures, (session, book) -> new Failover(session, sizes, timeline).run(book));
    }

    /** How long it takes to read back a state that was lost. */
    void measureRestore(String subject, HoldSubject.Start start, Sizes sizes, Measures measures) {
        measure(subject, start, measures, (session, book) -> new Restore(session, sizes, timeline).run(book));
    }

    private void measure(
            String subject, HoldSubject.Start start, Measures measures, BiConsumer<Session, Book> scenario) {
        try (Workplace workplace = Workplace.in(parent, "hold", keep)) {
            for (int run = 1; run <= times; run++) {
                Book book = new Book(subject, run + "/" + times, measures, out);
                with(workplace, start, book, session -> scenario.accept(session, book));
            }
        }
    }

    private void run(Workplace workplace, HoldSubject.Start start, Set<Scenario> scenarios, Sizes sizes, Book book) {
        Set<Scenario> warm = EnumSet.copyOf(scenarios);
        warm.removeAll(EnumSet.of(Scenario.E, Scenario.F, Scenario.G));
        if (!warm.isEmpty()) {
            with(workplace, start, book, session -> {
                new HoldRun(session, sizes, book, timeline).run(warm);
                refuseStrays(session);
            });
        }
        if (scenarios.contains(Scenario.E)) {
            with(workplace, start, book, session -> new Crash(session, sizes, timeline).run(book));
        }
    }

    private void with(Workplace workplace, HoldSubject.Start start, Book book, Consumer<Session> work) {
        book.say("starting; load " + Surroundings.loadAverage());
        Meter meter = new Meter(timeline);
        try {
            work.accept(new Session(workplace.start(folder -> start.in(folder, meter)), meter, timeline));
        } finally {
            workplace.stop();
        }
    }

    private static void refuseStrays(Session session) {
        if (session.meter().strays() > 0) {
            throw new SubjectFailedException(session.meter().strays() + " released though not due for days");
        }
    }
}
