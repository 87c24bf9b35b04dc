package dev.tidings.fallback;

import dev.tidings.catalog.Catalog;
import dev.tidings.codec.Codec;
import dev.tidings.fallback.topology.Caps;
import dev.tidings.fallback.topology.FallbackTopology;
import dev.tidings.fallback.topology.Insight;
import dev.tidings.fallback.topology.PartitionCount;
import dev.tidings.runtime.KafkaSettings;
import dev.tidings.runtime.Pace;
import dev.tidings.runtime.PromptCommit;
import dev.tidings.runtime.StreamsRunner;
import dev.tidings.runtime.trace.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Starts the fallback service. */
@SpringBootApplication(proxyBeanMethods = false)
public class FallbackApplication {
    public static void main(String[] args) {
        SpringApplication.run(FallbackApplication.class, args);
    }

    @Bean
    StreamsRunner fallback(
            InstantSource clock,
            Codec codec,
            Catalog catalog,
            KafkaSettings kafka,
            MeterRegistry meters,
            Tracing tracing) {
        Pace pace = PromptCommit.pace();
        Caps caps = new Caps(catalog, new PartitionCount(kafka));
        return new StreamsRunner(
                FallbackTopology.APPLICATION,
                FallbackTopology.of(pace, clock, codec, caps, new Insight(meters, tracing)),
                // A receipt of before a deadline is to be read before it, also after a standstill.
                kafka.inOrderOfTime(),
                pace,
                meters);
    }
}
