package dev.tidings.testbed.broker;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** What running services make of bad input, and what people can do about it: on one set of them, since each takes long to start. */
@ExtendWith({TestBroker.class, TestServices.class})
class RunningServicesIT {
    @Nested
    class OnBadInput extends BadInput {}

    @Nested
    class OnBadRequests extends BadRequests {}

    @Nested
    class OnChangelogs extends Changelogs {}

    @Nested
    class OnDeadLetters extends DeadLetterReplay {}
}
