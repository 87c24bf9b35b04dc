package dev.tidings.dispatcher.channel.smpp;

import java.time.Duration;

/**
 * How long what takes.
 *
 * @param connectWithin the longest that connecting to one address takes, and TLS
 * @param answerWithin the longest that the answer to anything but a message takes
 * @param enquireEvery how often the other side is asked whether it is there
 * @param reportWithin how long Kafka has to take what is reported
 * @param goodByeWithin how long answers are waited for when a connection is closed
 * @param restFor how long nothing is tried after a bind that failed, at first: it doubles each time, up to 64 times of it
 */
public record SmppTimes(
        Duration connectWithin,
        Duration answerWithin,
        Duration enquireEvery,
        Duration reportWithin,
        Duration goodByeWithin,
        Duration restFor) {
    /** As they are in service. */
    static SmppTimes usual(Duration connectWithin) {
        return new SmppTimes(
                connectWithin,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofSeconds(3),
                Duration.ofSeconds(1));
    }
}
