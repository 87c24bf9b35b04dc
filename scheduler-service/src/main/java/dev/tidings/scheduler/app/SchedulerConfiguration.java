package dev.tidings.scheduler.app;

import dev.tidings.catalog.Catalog;
import dev.tidings.codec.Codec;
import dev.tidings.runtime.KafkaSettings;
import dev.tidings.runtime.Pace;
import dev.tidings.runtime.StreamsRunner;
import dev.tidings.runtime.trace.Tracing;
import dev.tidings.scheduler.hold.HeldViews;
import dev.tidings.scheduler.intake.Intake;
import dev.tidings.scheduler.show.Instances;
import dev.tidings.scheduler.show.StreamsInstances;
import dev.tidings.scheduler.topology.HoldTopology;
import dev.tidings.scheduler.topology.Insight;
import dev.tidings.scheduler.topology.Ticking;
import dev.tidings.topics.RecipientKeys;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the topology together and runs it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({HoldProperties.class, FallbackProperties.class})
class SchedulerConfiguration {
    @Bean
    Intake intake(Catalog catalog, RecipientKeys recipientKeys, FallbackProperties fallback, HoldProperties hold) {
        return new Intake(catalog, recipientKeys, fallback.bounds(hold.remember()));
    }

    @Bean
    HeldViews heldViews() {
        return new HeldViews();
    }

    @Bean
    Insight insight(MeterRegistry meters, HeldViews held, Tracing tracing) {
        return new Insight(meters, held, tracing);
    }

    @Bean
    StreamsRunner holdStreams(
            Codec codec,
            Intake intake,
            HoldProperties hold,
            KafkaSettings kafka,
            InstantSource clock,
            Insight insight) {
        Pace pace = Pace.onDemand(hold.commitEvery(), hold.batch());
        Ticking ticking = Ticking.usual(clock, System::nanoTime, hold.remember());
        return new StreamsRunner(
                HoldTopology.APPLICATION_ID,
                HoldTopology.build(codec, intake, ticking, pace, insight),
                kafka.advertising(hold.advertisedAddress()),
                pace,
                insight.meters());
    }

    @Bean
    Instances instances(StreamsRunner holdStreams, HoldProperties hold) {
        return new StreamsInstances(holdStreams, HoldTopology.STORE, hold.advertisedAddress());
    }
}
