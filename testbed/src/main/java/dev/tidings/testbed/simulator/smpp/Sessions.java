package dev.tidings.testbed.simulator.smpp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Who is bound, by system id. Receipts go to whoever bound last, and wait where nobody is. */
public final class Sessions {
    private static final int MOST_WAITING = 10_000;

    private final Map<String, Deque<Consumer<Delivery>>> bound = new HashMap<>();
    private final Map<String, Deque<Delivery>> waiting = new HashMap<>();

    /** One more takes receipts, those that wait first. */
    public void bound(String systemId, Consumer<Delivery> session) {
        List<Delivery> late;
        synchronized (this) {
            bound.computeIfAbsent(systemId, _ -> new ArrayDeque<>()).addLast(session);
            late = new ArrayList<>(waiting.getOrDefault(systemId, new ArrayDeque<>()));
            waiting.remove(systemId);
        }
        late.forEach(session);
    }

    /** One takes no more of them. */
    public synchronized void left(String systemId, Consumer<Delivery> session) {
        bound.getOrDefault(systemId, new ArrayDeque<>()).remove(session);
    }

    /** Delivers it, now or to the next one that binds. */
    public void deliver(String systemId, Delivery delivery) {
        Consumer<Delivery> session;
        synchronized (this) {
            session = bound.getOrDefault(systemId, new ArrayDeque<>()).peekLast();
            if (session == null) {
                Deque<Delivery> late = waiting.computeIfAbsent(systemId, _ -> new ArrayDeque<>());
                late.addLast(delivery);
                if (late.size() > MOST_WAITING) {
                    late.removeFirst();
                }
                return;
            }
        }
        session.accept(delivery);
    }
}
