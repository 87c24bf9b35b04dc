package dev.tidings.scheduler.app;

import dev.tidings.catalog.Catalog;
import dev.tidings.codec.Codec;
import dev.tidings.runtime.KafkaSettings;
import dev.tidings.runtime.StreamsRunner;
import dev.tidings.scheduler.intake.Intake;
import dev.tidings.scheduler.topology.HoldTopology;
import dev.tidings.scheduler.topology.Ticking;
import dev.tidings.topics.RecipientKeys;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.Topology;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the topology together and runs it. */
@Configuration(proxyBeanMethods = false)
class SchedulerConfiguration {
    @Bean
    Intake intake(Catalog catalog, RecipientKeys recipientKeys) {
        return new Intake(catalog, recipientKeys);
    }

    @Bean
    Topology holdTopology(Codec codec, Intake intake, MeterRegistry meters) {
        return HoldTopology.build(codec, intake, Ticking.usual(System::nanoTime), meters);
    }

    @Bean
    StreamsRunner holdStreams(Topology holdTopology, KafkaSettings kafka, MeterRegistry meters) {
        return new StreamsRunner(HoldTopology.APPLICATION_ID, holdTopology, kafka, meters);
    }
}
