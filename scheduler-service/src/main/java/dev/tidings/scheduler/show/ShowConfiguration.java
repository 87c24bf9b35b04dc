package dev.tidings.scheduler.show;

import dev.tidings.scheduler.hold.HeldViews;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts together what is asked over HTTP; the controller is found by the scan of components. */
@Configuration(proxyBeanMethods = false)
class ShowConfiguration {
    /** An instance that needs longer is named as missing: who looks wants an answer now. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

    @Bean
    HttpPeers peers() {
        return new HttpPeers(ANSWER_WITHIN);
    }

    @Bean
    AllHolds allHolds(Instances instances, HeldViews views, Peers peers) {
        return new AllHolds(instances, new LocalHolds(views, instances), peers, Thread::startVirtualThread);
    }
}
