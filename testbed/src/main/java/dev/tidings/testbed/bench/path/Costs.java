package dev.tidings.testbed.bench.path;

import dev.tidings.testbed.bench.kit.Book;
import dev.tidings.testbed.bench.kit.Pipeline;
import java.util.Locale;
import java.util.Map;

/**
 * What was used up to a moment.
 *
 * @param cpu seconds by process
 * @param bytes in Kafka by writer
 */
record Costs(Map<String, Double> cpu, Map<String, Long> bytes) {
    static Costs of(Pipeline stage) {
        return new Costs(stage.cpu(), KafkaBytes.byWriter(stage.bootstrapServers()));
    }

    /** Puts down what each message cost since then, and what each process takes now. */
    void tell(Book book, String scenario, Pipeline stage, double messages) {
        Costs now = of(stage);
        StringBuilder text = new StringBuilder(scenario + "  a message:");
        now.cpu.forEach((name, seconds) -> {
            double micros = (seconds - cpu.getOrDefault(name, 0.0)) * 1e6 / messages;
            book.as(name).put(scenario, "cpu_us_per_message", micros);
            text.append(String.format(Locale.ROOT, " %s %.0f us,", name, micros));
        });
        now.bytes.forEach((name, count) -> {
            double each = (count - bytes.getOrDefault(name, 0L)) / messages;
            book.as(name).put(scenario, "kafka_bytes_per_message", each);
            text.append(String.format(Locale.ROOT, " %s %,.0f bytes,", name, each));
        });
        stage.residentMb().forEach((name, megabytes) -> book.as(name).put(scenario, "resident_mb", megabytes));
        book.say(text.substring(0, text.length() - 1));
    }
}
