package dev.tidings.dispatcher.channel.registry;

import dev.tidings.abilities.Abilities;
import dev.tidings.abilities.AbilityTable;
import dev.tidings.contract.SenderAccount;
import dev.tidings.dispatcher.channel.provider.UnknownCodes;
import dev.tidings.runtime.ChannelLabel;
import dev.tidings.runtime.CounterFamily;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;

/** Counts them by channel and provider. The codes themselves stand in the results: providers can have any number of them. */
final class UnknownCodeCounter implements UnknownCodes {
    private final Map<String, Counter> counters = new HashMap<>();

    UnknownCodeCounter(MeterRegistry meters) {
        CounterFamily family = new CounterFamily(
                meters,
                "tidings.provider.unknown.codes",
                "Answers with an error code that the provider's adapter does not know");
        for (Abilities able : AbilityTable.all()) {
            Counter counter = family.with(ChannelLabel.NAME, able.channel())
                    .with("provider", able.provider())
                    .alone();
            counters.put(able.name(), counter);
        }
    }

    @Override
    public void met(SenderAccount account) {
        Counter counter = counters.get(account.channel() + "/" + account.provider());
        if (counter != null) {
            counter.increment();
        }
    }
}
