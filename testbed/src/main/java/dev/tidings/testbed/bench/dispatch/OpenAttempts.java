package dev.tidings.testbed.bench.dispatch;

import dev.tidings.contract.AttemptFinished;
import dev.tidings.contract.AttemptStarted;
import dev.tidings.contract.EventIds;
import dev.tidings.testbed.bench.kit.TopicScan;
import dev.tidings.topics.Topics;
import java.util.HashSet;
import java.util.Set;

/** What the dispatcher's journal has as begun and not as over: what was in flight when it was killed. */
final class OpenAttempts {
    private OpenAttempts() {}

    static int count(String bootstrapServers) {
        Set<String> open = new HashSet<>();
        TopicScan.read(bootstrapServers, Topics.ATTEMPTS, event -> {
            if (event instanceof AttemptStarted started) {
                open.add(EventIds.attemptId(started.requestId(), started.step(), started.attempt()));
            } else if (event instanceof AttemptFinished finished) {
                open.remove(EventIds.attemptId(finished.requestId(), finished.step(), finished.attempt()));
            }
        });
        return open.size();
    }
}
