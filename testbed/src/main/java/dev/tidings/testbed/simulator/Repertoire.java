package dev.tidings.testbed.simulator;

import dev.tidings.abilities.Abilities;
import dev.tidings.contract.ReceiptKind;
import dev.tidings.testbed.simulator.provider.Provider;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the providers here can show: what an account of theirs can do decides it. */
final class Repertoire {
    private final List<Providers.Part> parts;

    Repertoire(List<Providers.Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * Refuses what would be without effect.
     *
     * @throws IllegalArgumentException when no provider here can show it; the message says why.
     */
    void check(Behaviour behaviour) {
        String channel = behaviour.channel();
        List<Providers.Part> serving = serving(channel);
        List<Providers.Part> able = serving.stream()
                .filter(part -> lack(behaviour.kind(), part.abilities()).isEmpty())
                .toList();
        if (able.isEmpty()) {
            throw new IllegalArgumentException(behaviour.kind().id() + " has no meaning for " + channel + ": "
                    + lack(behaviour.kind(), serving.getFirst().abilities()).orElse(""));
        }
        if (able.stream().noneMatch(part -> hasCode(part, behaviour))) {
            throw new IllegalArgumentException("no provider of " + channel + " has a code like '"
                    + behaviour.code().orElse("") + "'");
        }
    }

    /**
     * Refuses a report that no provider makes.
     *
     * @throws IllegalArgumentException when no provider here makes it on that channel; the message says why.
     */
    void check(String channel, ReceiptKind kind) {
        if (serving(channel).stream()
                .noneMatch(part -> part.abilities().receipts().kinds().contains(kind))) {
            throw new IllegalArgumentException("no provider of " + channel + " reports that");
        }
    }

    private List<Providers.Part> serving(String channel) {
        List<Providers.Part> serving = parts.stream()
                .filter(part -> part.abilities().channel().equals(channel))
                .toList();
        if (serving.isEmpty()) {
            throw new IllegalArgumentException(
                    "no account here is on a channel '" + channel + "'; the channels are " + channels());
        }
        return serving;
    }

    /** Whether this provider, of those that serve the channel, is one that can show it. */
    boolean concerns(Behaviour behaviour, Provider provider) {
        return parts.stream()
                .anyMatch(part -> part.provider().equals(provider)
                        && part.abilities().channel().equals(behaviour.channel())
                        && lack(behaviour.kind(), part.abilities()).isEmpty()
                        && hasCode(part, behaviour));
    }

    private static boolean hasCode(Providers.Part part, Behaviour behaviour) {
        return behaviour.code().map(part.provider()::hasCode).orElse(true);
    }

    /** Why it cannot be shown; empty: it can. */
    private static Optional<String> lack(BehaviourKind kind, Abilities abilities) {
        Set<ReceiptKind> reported = abilities.receipts().kinds();
        return switch (kind) {
            case HANG, STATUS, THROTTLE, RESET_AFTER_ACCEPT, GARBAGE, LATENCY -> Optional.empty();
            case TEMPLATE_DELETED -> unless(abilities.contents().templates(), "no templates are sent there");
            case NO_RECEIPTS -> unless(!reported.isEmpty(), "nothing is ever reported there");
            case FAIL_DELIVERY ->
                unless(reported.contains(ReceiptKind.UNDELIVERED), "a failed delivery is not reported there");
            case READ -> unless(reported.contains(ReceiptKind.READ), "what was read is not reported there");
        };
    }

    private static Optional<String> unless(boolean able, String lack) {
        return able ? Optional.empty() : Optional.of(lack);
    }

    private String channels() {
        return parts.stream()
                .map(part -> part.abilities().channel())
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining(", "));
    }
}
