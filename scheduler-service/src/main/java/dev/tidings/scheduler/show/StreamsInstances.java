package dev.tidings.scheduler.show;

import dev.tidings.runtime.StoreHost;
import dev.tidings.runtime.StreamsRunner;
import java.util.List;
import java.util.Optional;

/** As Kafka Streams tells them. */
public record StreamsInstances(StreamsRunner runner, String store, String self) implements Instances {
    @Override
    public boolean isReady() {
        return runner.isReady();
    }

    @Override
    public List<StoreHost> all() {
        return runner.hosts(store);
    }

    @Override
    public Optional<String> ownerOf(String requestId) {
        return runner.owner(store, requestId);
    }
}
