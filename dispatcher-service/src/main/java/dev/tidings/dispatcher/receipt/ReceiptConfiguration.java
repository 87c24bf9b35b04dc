package dev.tidings.dispatcher.receipt;

import dev.tidings.codec.Codec;
import dev.tidings.dispatcher.publish.Publisher;
import dev.tidings.runtime.DeadLetters;
import dev.tidings.runtime.KafkaSettings;
import dev.tidings.runtime.Pace;
import dev.tidings.runtime.StreamsRunner;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the receipts' way in and their topology together. */
@Configuration(proxyBeanMethods = false)
class ReceiptConfiguration {
    /** A receipt's result can be read only after its commit: those of so long share one. */
    private static final Duration SPACING = Duration.ofMillis(20);

    /** Nobody waits for a correlation's commit, and each send has one. */
    private static final Duration COMMIT_EVERY = Duration.ofMillis(500);

    @Bean
    ReceiptSink receiptSink(Publisher publisher) {
        return new ReceiptProducer(publisher);
    }

    @Bean
    StreamsRunner receipts(
            Codec codec, InstantSource clock, DeadLetters deadLetters, KafkaSettings kafka, MeterRegistry meters) {
        ReceiptMetrics metrics = new ReceiptMetrics(meters);
        Pace pace = Pace.onDemand(COMMIT_EVERY, SPACING);
        return new StreamsRunner(
                ReceiptTopology.APPLICATION,
                ReceiptTopology.of(() -> new ReceiptProcessor(codec, pace, clock, deadLetters, metrics)),
                kafka,
                pace,
                meters);
    }
}
