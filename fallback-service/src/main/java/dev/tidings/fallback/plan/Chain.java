package dev.tidings.fallback.plan;

import dev.tidings.contract.DeadlineHold;
import dev.tidings.contract.FallbackWatch;
import dev.tidings.contract.PlannedStep;
import dev.tidings.contract.Reason;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Takes a request from one step to the next, by the policy that it was accepted under. */
final class Chain {
    private final FallbackState.Watching state;
    private final FallbackWatch watch;
    private final Instant now;

    private Chain(FallbackState.Watching state, Instant now) {
        this.state = state;
        this.watch = state.watch();
        this.now = now;
    }

    /** What is known now, before the deadline of the step that is on its way. */
    static Advance advance(FallbackState.Watching state, Circumstances at) {
        Chain chain = new Chain(state, at.now());
        return chain.follow(chain.rules().judge(chain.leg().evidence()), at.allowance());
    }

    /** At that deadline. */
    static Advance atDeadline(FallbackState.Watching state, Instant deadline, Circumstances at) {
        Chain chain = new Chain(state, at.now());
        return chain.follow(chain.rules().judgeAtDeadline(chain.leg().evidence(), deadline), at.allowance());
    }

    /** Nothing is to follow any more. */
    static Advance cancelled(FallbackState.Watching state, Circumstances at) {
        Chain chain = new Chain(state, at.now());
        String why = "the request was cancelled after " + chain.rules().name() + " had been released";
        return chain.over(
                state.step() == Report.CHAT ? chain.notNeeded(Cause.CANCELLED, null, why) : chain.cutShort(why));
    }

    /** The decision that is owed when the watch ends without being decided. */
    static Decision lapsed(FallbackState.Watching state, Instant now) {
        return new Chain(state, now).undecided("for as long as it could");
    }

    /** The decision that is owed when another request with the same id is released. */
    static Decision beforeReuse(FallbackState.Watching state, Instant now) {
        return new Chain(state, now).undecided("before the request's id was used again");
    }

    /** Nothing is waited for any more: what is known of the step that is on its way is what it ends with. */
    private Decision undecided(String until) {
        Evidence evidence = leg().evidence();
        boolean chat = state.step() == Report.CHAT;
        if (evidence.isNone()) {
            String why = (chat ? "" : rules().name() + " went out, and ") + "no result came " + until;
            return chat
                    ? notNeeded(Cause.NO_RESULT, null, why)
                    : arrivedEarlier(why)
                            .orElseGet(() -> ended(Cause.STEP_WITHOUT_RESULT, state.step(), Reason.UNCERTAIN, why));
        }
        String why = rules().known(evidence) + ", and nothing more came " + until;
        return chat
                ? notNeeded(Cause.NO_REPORT, null, why)
                : arrivedEarlier(why).orElseGet(() -> ended(unfinished(evidence), state.step(), standing(), why));
    }

    private static Cause unfinished(Evidence evidence) {
        if (evidence.hasFailed()) {
            return Cause.ALL_FAILED;
        }
        return evidence.hasGoneOut() ? Cause.REPLACED : Cause.IN_DOUBT;
    }

    private Advance follow(Verdict verdict, Allowance allowance) {
        return switch (verdict) {
            case Verdict.Open(boolean left) -> left ? await() : new Advance.Moved(state);
            case Verdict.Settled(Cause cause, Reason reason, String why) ->
                over(
                        state.step() == Report.CHAT
                                ? notNeeded(cause, reason, inTime(cause, why))
                                : settled(cause, reason, why));
            case Verdict.Fired fired -> fire(fired, allowance);
        };
    }

    private Advance await() {
        Duration after = rules().after();
        if (after == null || !rules().waits() || leg().deadline() != null) {
            return new Advance.Moved(state);
        }
        Instant deadline = leg().evidence().leftAt(leg().dueAt(), now).plus(StepTask.bounded(after));
        DeadlineHold hold = new DeadlineHold(watch.requestId(), state.step(), deadline);
        return new Advance.Timed(state.until(deadline), hold);
    }

    private Advance fire(Verdict.Fired fired, Allowance allowance) {
        Optional<Decision> arrived = arrivedEarlier(fired.why());
        if (arrived.isPresent()) {
            return over(arrived.get());
        }
        if (state.step() > watch.steps().size()) {
            return over(ended(
                    Cause.NO_STEP, state.step(), Reason.FALLBACK_UNSUPPORTED, fired.why() + "; but there is no step"));
        }
        PlannedStep next = watch.steps().get(state.step() - 1);
        Optional<Reason> refusal =
                next.parts() == 0 ? Optional.empty() : allowance.refusal(watch.tenant(), next.parts());
        return refusal.map(reason -> refused(fired, reason)).orElseGet(() -> goOn(fired, next.parts()));
    }

    private Advance refused(Verdict.Fired fired, Reason reason) {
        boolean capped = reason == Reason.SMS_CAP_REACHED;
        String why = fired.why() + "; but "
                + (capped
                        ? "the tenant has had its SMS parts for the day"
                        : "SMS is not enabled for the tenant any more");
        return over(ended(capped ? Cause.CAP_REACHED : Cause.SMS_OFF, state.step(), reason, why));
    }

    private Advance goOn(Verdict.Fired fired, int parts) {
        SendTask task = StepTask.of(watch, state.step() + 1, now);
        int attempt = leg().evidence().attempt();
        return new Advance.Concluded(
                state.next(now, task.validUntil()),
                new Decision.Triggered(
                        fired.cause(),
                        task,
                        parts,
                        Results.ofStep(
                                watch,
                                state.step(),
                                attempt,
                                Status.FALLBACK_TRIGGERED,
                                fired.reason(),
                                fired.why(),
                                now)));
    }

    private Advance over(Decision decision) {
        return new Advance.Concluded(
                new FallbackState.Decided(
                        decision.cause(),
                        state.step(),
                        watch.acceptedAt(),
                        watch.dueAt(),
                        now.plus(FallbackState.RETENTION)),
                decision);
    }

    private Decision settled(Cause cause, @Nullable Reason reason, String why) {
        Evidence evidence = leg().evidence();
        // What a rule forbids to follow has failed, also where it was sent before that was reported.
        if (cause != Cause.RULE_FORBIDS && evidence.hasGoneOut()) {
            return ended(Cause.REPLACED, state.step(), null, why + arrivedToo());
        }
        return arrivedEarlier(why).orElseGet(() -> {
            Report end = evidence.end();
            boolean doubt = end != null && end.finding() == Finding.UNKNOWN;
            return ended(
                    doubt ? Cause.IN_DOUBT : Cause.ALL_FAILED,
                    state.step(),
                    reason == null ? Reason.PROVIDER_ERROR : reason,
                    cause == Cause.RULE_FORBIDS
                            ? why
                            : rules().name() + " ended " + word(end) + ", and nothing follows it");
        });
    }

    private Decision cutShort(String why) {
        return arrivedEarlier(why).orElseGet(() -> ended(Cause.CUT_SHORT, state.step(), standing(), why));
    }

    /** How the step that is on its way ends where nothing is waited for any more: null exactly where it went out. */
    private @Nullable Reason standing() {
        Evidence evidence = leg().evidence();
        Report failure = evidence.failure();
        if (failure != null && evidence.hasFailed()) {
            return Objects.requireNonNullElse(failure.reason(), Reason.UNCERTAIN);
        }
        return evidence.hasGoneOut() ? null : Reason.UNCERTAIN;
    }

    /** The end where one of the steps before has reached the recipient: nothing has to follow. */
    private Optional<Decision> arrivedEarlier(String why) {
        return arrivedBefore(state.step())
                .map(road -> ended(Cause.ARRIVED_LATE, road, null, why + "; but " + late(road)));
    }

    private static String word(@Nullable Report end) {
        return end == null
                ? "without a result"
                : end.finding() + (end.reason() == null ? "" : " (" + end.reason() + ")");
    }

    /** What arrived of the steps before, when it was too late to matter. */
    private String arrivedToo() {
        return IntStream.range(Report.CHAT, state.step())
                .filter(step -> state.legs().get(step - 1).evidence().arrival() != null)
                .mapToObj(step -> "; " + late(step))
                .reduce("", String::concat);
    }

    private String late(int step) {
        return StepRules.of(watch, step).name() + " arrived after all";
    }

    private Optional<Integer> arrivedBefore(int step) {
        return IntStream.range(Report.CHAT, step)
                .filter(earlier -> StepRules.of(watch, earlier)
                        .isReachedBy(state.legs().get(earlier - 1).evidence()))
                .boxed()
                .findFirst();
    }

    private String inTime(Cause cause, String why) {
        Instant deadline = leg().deadline();
        boolean receipt = cause == Cause.DELIVERED || cause == Cause.READ;
        return receipt && deadline != null ? why + ", before its deadline at " + deadline : why;
    }

    private Decision notNeeded(Cause cause, @Nullable Reason reason, String why) {
        int attempt = leg().evidence().attempt();
        return new Decision.NotNeeded(
                cause, Results.ofStep(watch, Report.CHAT, attempt, cause.decision(), reason, why, now));
    }

    private Decision ended(Cause cause, int road, @Nullable Reason reason, String why) {
        return new Decision.Ended(cause, Results.ended(watch, road, reason, why, now));
    }

    private StepRules rules() {
        return StepRules.of(watch, state.step());
    }

    private Leg leg() {
        return state.leg();
    }
}
