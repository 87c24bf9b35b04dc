package dev.tidings.testbed.bench.dispatch;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Status;
import dev.tidings.testbed.bench.kit.MessageIds;
import dev.tidings.testbed.bench.kit.Timeline;
import dev.tidings.testbed.bench.kit.TopicScan;
import dev.tidings.topics.Topics;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What was said of the tasks in tidings.results. */
final class Results {
    private static final Set<Status> ENDS = EnumSet.of(Status.SENT, Status.FAILED, Status.EXPIRED, Status.UNKNOWN);
    private static final Duration LOOK = Duration.ofMillis(250);

    private final Map<Status, Integer> counts = new EnumMap<>(Status.class);
    private final Set<Integer> ended = new HashSet<>();
    private final Set<Integer> possibleDuplicates = new HashSet<>();

    /** What is there now. */
    static Results read(String bootstrapServers) {
        Results results = new Results();
        TopicScan.read(bootstrapServers, Topics.RESULTS, event -> {
            if (event instanceof DeliveryResult result) {
                results.add(result);
            }
        });
        return results;
    }

    /** What is there once so many tasks have ended, or after that time. */
    static Results await(String bootstrapServers, int tasks, Duration atMost, Timeline timeline) {
        long end = timeline.nanos() + atMost.toNanos();
        Results found = new Results();
        while (found.ended() < tasks && timeline.nanos() < end) {
            // Counting is cheap, and reading all of it is not.
            if (TopicScan.count(bootstrapServers, Topics.RESULTS) >= tasks) {
                found = read(bootstrapServers);
            }
            if (found.ended() < tasks) {
                timeline.pause(LOOK);
            }
        }
        return found.ended() < tasks ? read(bootstrapServers) : found;
    }

    void add(DeliveryResult result) {
        counts.merge(result.status(), 1, Integer::sum);
        int number = MessageIds.number(result.requestId());
        if (ENDS.contains(result.status())) {
            ended.add(number);
        }
        if (result.possibleDuplicate()) {
            possibleDuplicates.add(number);
        }
    }

    /** Tasks of which it is said how they ended. */
    int ended() {
        return ended.size();
    }

    boolean ended(int number) {
        return ended.contains(number);
    }

    /** Whether it is said that the message may have been sent more than once, or that nobody knows whether it was. */
    boolean warns(int number) {
        return possibleDuplicates.contains(number);
    }

    /** How often each status is there. */
    Map<Status, Integer> counts() {
        return Map.copyOf(counts);
    }
}
