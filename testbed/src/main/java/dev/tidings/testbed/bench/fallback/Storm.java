package dev.tidings.testbed.bench.fallback;

import dev.tidings.publish.SendRequestBuilder;
import dev.tidings.testbed.bench.kit.Accounts;
import dev.tidings.testbed.bench.kit.Book;
import dev.tidings.testbed.bench.kit.Calls;
import dev.tidings.testbed.bench.kit.LiveLoad;
import dev.tidings.testbed.bench.kit.MessageIds;
import dev.tidings.testbed.bench.kit.Percentiles;
import dev.tidings.testbed.bench.kit.Phones;
import dev.tidings.testbed.bench.kit.Pipeline;
import dev.tidings.testbed.bench.kit.RequestPublisher;
import dev.tidings.testbed.bench.kit.SubjectFailedException;
import dev.tidings.testbed.bench.kit.Timeline;
import dev.tidings.testbed.simulator.Behaviour;
import dev.tidings.testbed.simulator.BehaviourKind;
import dev.tidings.testbed.simulator.JournalEntry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;

/** A channel fails for all, and all of its messages are followed by an SMS: one each, and never more than the account allows. */
final class Storm {
    private static final String SCENARIO = Scenario.STORM.toString();
    private static final Duration TELL = Duration.ofSeconds(20);
    /** For what is under way when the last one has ended. */
    private static final Duration SETTLE = Duration.ofSeconds(2);
    /** The account is restricted: no message of it is taken. */
    private static final String BLOCKED = "400:131031";

    private final Pipeline stage;
    private final Sizes sizes;
    private final Timeline timeline;
    private final InstantSource clock;

    Storm(Pipeline stage, Sizes sizes, Timeline timeline, InstantSource clock) {
        this.stage = stage;
        this.sizes = sizes;
        this.timeline = timeline;
        this.clock = clock;
    }

    void run(Book book) {
        stage.provider().behave(Behaviour.of("whatsapp", BehaviourKind.STATUS, BLOCKED));
        int count = sizes.storm();
        Outcomes outcomes = Outcomes.read(stage.bootstrapServers(), 0, count, timeline);
        LiveLoad load;
        LiveLoad.Series series;
        try (outcomes;
                RequestPublisher publisher = new RequestPublisher(stage.bootstrapServers(), Map.of(), clock)) {
            load = new LiveLoad(number -> publisher.publish(request(number).build()), timeline, count);
            series = load.run(sizes.rate(), sizes.span());
            publisher.await();
            awaitEnd(book, outcomes, count);
            timeline.waitFor(SETTLE);
        }
        tell(book, outcomes, load, series);
    }

    private SendRequestBuilder request(int number) {
        String id = MessageIds.requestId(number);
        String account = Accounts.id(number % stage.setting().accounts());
        return SendRequestBuilder.to("whatsapp", account, Phones.of(number))
                .requestId(id)
                .from("bench", "bench")
                .text("Your order is on its way")
                .fallback(Entries.POLICY, id + ". Your order is on its way");
    }

    private void awaitEnd(Book book, Outcomes outcomes, int count) {
        long end = timeline.nanos() + sizes.longest().toNanos();
        while (outcomes.over() < count && timeline.nanos() < end) {
            outcomes.awaitEnded(TELL);
            book.say(String.format(Locale.ROOT, "%s  %,d of %,d have ended", SCENARIO, outcomes.over(), count));
        }
        if (outcomes.over() == 0) {
            throw new SubjectFailedException("no fallback ended");
        }
    }

    private void tell(Book book, Outcomes outcomes, LiveLoad load, LiveLoad.Series series) {
        Calls all = stage.provider().journal("sms", _ -> true);
        Calls sms = stage.provider().journal("sms", JournalEntry::accepted);
        Percentiles waits = Percentiles.of(load.waits(sms, series, timeline.millis()));
        int lost = series.count() - sms.numbers().size();
        int chat = stage.provider().journal("whatsapp", JournalEntry::accepted).count();
        book.put(SCENARIO, "lost", lost);
        book.put(SCENARIO, "repeated", sms.repeated());
        book.put(SCENARIO, "without_end", series.count() - outcomes.over());
        book.put(SCENARIO, "repeated_decisions", outcomes.repeatedDecisions());
        book.put(SCENARIO, "sms_limit", sizes.smsLimit());
        book.put(SCENARIO, "sms_most_in_a_second", all.mostInASecond());
        book.put(SCENARIO, "rate_per_s", sms.perSecond());
        book.put(SCENARIO, "lateness_p50_ms", waits.p50());
        book.put(SCENARIO, "lateness_p99_ms", waits.p99());
        book.put(SCENARIO, "lateness_max_ms", waits.max());
        book.say(String.format(
                Locale.ROOT,
                "%s  %,d requests at %,d/s, none sent by chat (%d were): SMS %,d to %,d of them, lost %d, repeated %d;"
                        + " %,d in any second at most, %,d allowed; %.0f/s; the last after %.0f s",
                SCENARIO,
                series.count(),
                sizes.rate(),
                chat,
                sms.count(),
                sms.numbers().size(),
                lost,
                sms.repeated(),
                all.mostInASecond(),
                sizes.smsLimit(),
                sms.perSecond(),
                waits.max() / 1000));
    }
}
