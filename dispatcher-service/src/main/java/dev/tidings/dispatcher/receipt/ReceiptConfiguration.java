package dev.tidings.dispatcher.receipt;

import dev.tidings.codec.Codec;
import dev.tidings.dispatcher.publish.Publisher;
import dev.tidings.runtime.DeadLetters;
import dev.tidings.runtime.KafkaSettings;
import dev.tidings.runtime.Pace;
import dev.tidings.runtime.PromptCommit;
import dev.tidings.runtime.StreamsRunner;
import dev.tidings.runtime.trace.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the receipts' way in and their topology together. */
@Configuration(proxyBeanMethods = false)
class ReceiptConfiguration {
    @Bean
    ReceiptSink receiptSink(Publisher publisher) {
        return new ReceiptProducer(publisher);
    }

    @Bean
    StreamsRunner receipts(
            Codec codec,
            InstantSource clock,
            DeadLetters deadLetters,
            KafkaSettings kafka,
            MeterRegistry meters,
            Tracing tracing) {
        ReceiptMetrics metrics = new ReceiptMetrics(meters);
        Pace pace = PromptCommit.pace();
        return new StreamsRunner(
                ReceiptTopology.APPLICATION,
                ReceiptTopology.of(() -> new ReceiptProcessor(codec, pace, clock, deadLetters, metrics, tracing)),
                // Each SENT is a correlation, and what a provider reports is seconds old.
                kafka.gathered(),
                pace,
                meters);
    }
}
