package dev.tidings.dispatcher.engine;

import java.util.List;
import org.apache.kafka.clients.producer.Producer;

/** Closes producers, for which Kafka would wait as long as it takes: one that cannot publish the rest in time leaves it. */
record ProducersEnd(List<Producer<byte[], byte[]>> producers, StopBudget budget) implements AutoCloseable {
    ProducersEnd {
        producers = List.copyOf(producers);
    }

    @Override
    public void close() {
        int left = producers.size();
        for (Producer<byte[], byte[]> producer : producers) {
            producer.close(budget.publishing().dividedBy(left));
            left--;
        }
    }
}
