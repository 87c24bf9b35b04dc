package dev.tidings.testbed.bench.dispatch;

import dev.tidings.testbed.bench.kit.MessageIds;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The HTTP client alone: as many calls as it can make, and nothing else. */
public final class HttpClientMain {
    static final int WORKERS = 256;

    private HttpClientMain() {}

    /** Makes the calls of a workload: the provider's address, how many tasks, how many recipients. */
    public static void main(String[] arguments) {
        Workload workload = Workload.uniform(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), 1);
        String text = "x".repeat(Tasks.textLength());
        AtomicInteger next = new AtomicInteger();
        try (ProviderClient client = new ProviderClient(URI.create(arguments[0]), WORKERS);
                ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int worker = 0; worker < WORKERS; worker++) {
                workers.execute(() -> {
                    int number = next.getAndIncrement();
                    while (number < workload.size()) {
                        client.send(0, ProviderClient.body(MessageIds.requestId(number), workload.phone(number), text));
                        number = next.getAndIncrement();
                    }
                });
            }
        }
    }
}
