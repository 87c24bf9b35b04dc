package dev.tidings.dispatcher.channel.registry;

import dev.tidings.contract.SenderAccount;
import dev.tidings.dispatcher.channel.provider.UnknownCodes;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts them by channel and provider. The codes themselves stand in the results: providers can have any number of them. */
final class UnknownCodeCounter implements UnknownCodes {
    private final MeterRegistry meters;

    UnknownCodeCounter(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void met(SenderAccount account) {
        meters.counter("tidings.provider.unknown.codes", "channel", account.channel(), "provider", account.provider())
                .increment();
    }
}
