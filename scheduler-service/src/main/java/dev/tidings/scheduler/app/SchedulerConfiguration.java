package dev.tidings.scheduler.app;

import dev.tidings.catalog.Catalog;
import dev.tidings.codec.Codec;
import dev.tidings.runtime.KafkaSettings;
import dev.tidings.runtime.Pace;
import dev.tidings.runtime.StreamsRunner;
import dev.tidings.scheduler.intake.Intake;
import dev.tidings.scheduler.topology.HoldTopology;
import dev.tidings.scheduler.topology.Ticking;
import dev.tidings.topics.RecipientKeys;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the topology together and runs it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HoldProperties.class)
class SchedulerConfiguration {
    @Bean
    Intake intake(Catalog catalog, RecipientKeys recipientKeys) {
        return new Intake(catalog, recipientKeys);
    }

    @Bean
    StreamsRunner holdStreams(
            Codec codec,
            Intake intake,
            HoldProperties hold,
            KafkaSettings kafka,
            InstantSource clock,
            MeterRegistry meters) {
        Pace pace = Pace.onDemand(hold.commitEvery(), hold.batch());
        Ticking ticking = Ticking.usual(System::nanoTime, hold.remember());
        return new StreamsRunner(
                HoldTopology.APPLICATION_ID,
                HoldTopology.build(codec, intake, ticking, pace, clock, meters),
                kafka,
                pace,
                meters);
    }
}
