package dev.tidings.testbed.simulator;

import dev.tidings.testbed.simulator.provider.Address;
import dev.tidings.testbed.simulator.provider.Reporter;
import java.util.ArrayDeque;
import java.util.List;

/** The newest messages of which nothing is reported until somebody says what has become of them. Safe to share between threads. */
final class Untold {
    static final int CAPACITY = 10_000;

    private final ArrayDeque<Message> messages = new ArrayDeque<>();

    private record Message(Address address, Reporter reporter) {
        boolean isFor(String channel, String number) {
            return address.channel().equals(channel)
                    && Behaviour.digits(address.to()).equals(number);
        }
    }

    synchronized void keep(Address address, Reporter reporter) {
        messages.addLast(new Message(address, reporter));
        if (messages.size() > CAPACITY) {
            messages.removeFirst();
        }
    }

    /** Those for a recipient, in the order in which they were taken. */
    synchronized List<Reporter> of(String channel, String number) {
        String digits = Behaviour.digits(number);
        return messages.stream()
                .filter(message -> message.isFor(channel, digits))
                .map(Message::reporter)
                .toList();
    }
}
