package dev.tidings.testbed.simulator;

import dev.tidings.testbed.simulator.Effect.Reaction;
import dev.tidings.testbed.simulator.provider.Address;
import dev.tidings.testbed.simulator.provider.Answer;
import dev.tidings.testbed.simulator.provider.Call;
import dev.tidings.testbed.simulator.provider.Json;
import dev.tidings.testbed.simulator.provider.Provider;
import dev.tidings.testbed.simulator.provider.Reporter;
import dev.tidings.testbed.simulator.provider.Verdict;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes a call in: asks the behaviours and the provider, writes the journal, orders the receipts, and says how to answer. */
final class Desk {
    private static final Answer GARBAGE =
            new Answer(200, "application/json; charset=UTF-8", "<<<\u0000 }{ not what was promised");

    private final Providers providers;
    private final Behaviours behaviours;
    private final Journal journal;
    private final Receipts receipts;
    private final InstantSource clock;

    Desk(Providers providers, Behaviours behaviours, Journal journal, Receipts receipts, InstantSource clock) {
        this.providers = providers;
        this.behaviours = behaviours;
        this.journal = journal;
        this.receipts = receipts;
        this.clock = clock;
    }

    /** How a call is answered. */
    sealed interface Reply {
        /** This answer, after a time. */
        record Send(Answer answer, Duration after) implements Reply {}

        /** No answer, on a connection that stays open. */
        record Silence() implements Reply {}

        /** A reset connection, after a time. */
        record Reset(Duration after) implements Reply {}
    }

    Reply take(Call call) {
        long receivedAt = clock.millis();
        Optional<Provider> provider = providers.addressee(call);
        if (provider.isEmpty()) {
            Answer answer = Answer.json(404, Json.object().put("error", "no provider here has calls like this"));
            note(call, receivedAt, new Address("unknown", "", ""), null, null, answer.status());
            return new Reply.Send(answer, Duration.ZERO);
        }
        Provider.Inquiry inquiry = provider.get().open(call);
        Call shown = call.at(provider.get().shown(call.path()));
        Address address = inquiry.address();
        Effect effect = behaviours.effect(address, provider.get());
        return switch (effect.reaction()) {
            case Reaction.Refuses(int status, String code) -> {
                Answer answer = provider.get().trouble(status, code);
                note(shown, receivedAt, address, null, effect.names(), status);
                yield new Reply.Send(answer, effect.latency());
            }
            case Reaction.Ignores _ -> {
                note(shown, receivedAt, address, null, effect.names(), 0);
                yield new Reply.Silence();
            }
            case Reaction.Answers _, Reaction.TakesAndHangs _, Reaction.TakesAndResets _, Reaction.TakesAndBabbles _ ->
                judged(shown, receivedAt, inquiry, effect);
        };
    }

    private Reply judged(Call shown, long receivedAt, Provider.Inquiry inquiry, Effect effect) {
        Address address = inquiry.address();
        return switch (inquiry.judge(effect.deletedTemplates())) {
            case Verdict.Refused(Answer answer) -> {
                note(shown, receivedAt, address, null, effect.names(), answer.status());
                yield new Reply.Send(answer, effect.latency());
            }
            case Verdict.Accepted accepted -> {
                Reply reply = reply(accepted.answer(), effect);
                int status = reply instanceof Reply.Send(Answer answer, Duration _) ? answer.status() : 0;
                note(shown, receivedAt, address, accepted.messageId(), effect.names(), status);
                Reporter reporter = accepted.reporter();
                if (reporter != null) {
                    receipts.follow(address, reporter, effect.receipts());
                }
                yield reply;
            }
        };
    }

    private static Reply reply(Answer answer, Effect effect) {
        return switch (effect.reaction()) {
            case Reaction.TakesAndHangs _ -> new Reply.Silence();
            case Reaction.TakesAndResets _ -> new Reply.Reset(effect.latency());
            case Reaction.TakesAndBabbles _ -> new Reply.Send(GARBAGE, effect.latency());
            case Reaction.Answers _, Reaction.Refuses _, Reaction.Ignores _ -> new Reply.Send(answer, effect.latency());
        };
    }

    private void note(
            Call shown,
            long receivedAt,
            Address address,
            @Nullable String messageId,
            @Nullable String behaviour,
            int status) {
        journal.append(new JournalEntry(
                0,
                receivedAt,
                address.channel(),
                address.account(),
                address.to(),
                shown.path(),
                shown.body(),
                messageId != null,
                status,
                messageId,
                behaviour));
    }
}
