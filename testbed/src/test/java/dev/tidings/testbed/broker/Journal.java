package dev.tidings.testbed.broker;

import dev.tidings.testbed.simulator.JournalEntry;
import dev.tidings.testbed.simulator.SimulatorClient;
import java.util.List;

/** The provider simulator's own record of every call: what the results are held against. */
public final class Journal {
    private final SimulatorClient simulator;

    public Journal(SimulatorClient simulator) {
        this.simulator = simulator;
    }

    /** The WhatsApp calls of a request, found by the id that they ask to be echoed. */
    public List<JournalEntry> of(String requestId) {
        return simulator.journal("whatsapp", 0).stream()
                .filter(call -> call.body().contains("\"" + requestId + "/"))
                .toList();
    }

    /** The SMS calls with this text, which stands in no other request of the run. */
    public List<JournalEntry> sms(String text) {
        return simulator.journal("sms", 0).stream()
                .filter(call -> call.body().contains(text))
                .toList();
    }
}
