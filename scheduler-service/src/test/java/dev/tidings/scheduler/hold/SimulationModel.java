package dev.tidings.scheduler.hold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.CampaignAction;
import dev.tidings.contract.CampaignControl;
import dev.tidings.contract.CampaignOrder;
import dev.tidings.contract.CancelSend;
import dev.tidings.contract.DeadlineHold;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.RescheduleSend;
import dev.tidings.contract.RetryHold;
import dev.tidings.contract.SendRequest;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.Status;
import dev.tidings.scheduler.hold.SimulatedPartition.Input;
import dev.tidings.scheduler.hold.SimulatedPartition.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one partition may say, turn by turn, known from what it read alone: each request as its upstream sees it, each campaign
 * as this partition was told. It shares no code with the engine and has no stores, no index and no cursor.
 */
final class SimulationModel {
    private static final Instant NONE = Instant.EPOCH;

    /** A request as upstream sees it; its due time is the one that it was told. */
    private static final class Seen {
        final SendRequest request;
        Instant due = NONE;

        @Nullable
        String end;

        Seen(SendRequest request) {
            this.request = request;
        }
    }

    private final Map<String, Seen> requests = new HashMap<>();
    private final Set<String> cancelledAhead = new HashSet<>();
    private final Map<String, CampaignAction> campaigns = new HashMap<>();
    private final Map<String, Long> orders = new HashMap<>();
    private final Map<String, Instant> retries = new HashMap<>();
    private final Set<String> retried = new HashSet<>();
    private final Map<DeadlineHold, Boolean> deadlines = new HashMap<>();
    private Deque<Output> said = new ArrayDeque<>();
    private long clock;

    void see(Turn turn) {
        clock = turn.clock();
        said = new ArrayDeque<>(turn.said());
        said.removeIf(output -> output instanceof Output.Taken || output instanceof Output.Expired);
        if (turn.input() == null) {
            while (!said.isEmpty()) {
                happened(said.removeFirst());
            }
        } else {
            read(turn.input());
        }
        assertThat(said).as("said to %s", turn.input()).isEmpty();
    }

    private void read(Input input) {
        switch (input.event()) {
            case SendRequest request -> accept(request);
            case CancelSend cancel -> cancel(cancel);
            case RescheduleSend move -> move(move);
            case CampaignControl control -> control(control);
            case CampaignOrder order -> ordered(order.campaignId(), order.action(), order.sequence());
            case RetryHold retry -> retry(retry);
            case DeadlineHold deadline -> deadline(deadline);
            default -> throw new AssertionError("hold reads no such thing");
        }
    }

    private void accept(SendRequest request) {
        Seen known = requests.get(request.requestId());
        if (known != null) {
            if (known.request.equals(request)) {
                assertThat(said.removeFirst()).isInstanceOf(Output.Repeat.class);
            } else {
                assertThat(next(Status.REJECTED).eventId()).contains("REJECTED/");
            }
            return;
        }
        Seen seen = new Seen(request);
        requests.put(request.requestId(), seen);
        if (cancelledAhead.remove(request.requestId()) || standing(seen) == CampaignAction.CANCEL) {
            end(seen, next(Status.CANCELLED).status().name());
            return;
        }
        goesOn(seen);
    }

    /** What follows at once where it is due, and that it is held where it is not. */
    private void goesOn(Seen seen) {
        if (said.peekFirst() instanceof Output.Result(DeliveryResult held)
                && held.status() == Status.HELD
                && held.detail() == null) {
            said.removeFirst();
            Instant due = Objects.requireNonNull(held.dueAt());
            assertThat(due.toEpochMilli()).isGreaterThan(clock);
            Instant sendAt = Objects.requireNonNull(seen.request.sendAt());
            Duration spread = seen.request.spread() == null ? Duration.ZERO : seen.request.spread();
            assertThat(due).isBetween(sendAt, sendAt.plus(spread));
            seen.due = due;
            return;
        }
        happened(said.removeFirst());
    }

    private void cancel(CancelSend cancel) {
        Seen seen = requests.get(cancel.requestId());
        if (seen == null) {
            cancelledAhead.add(cancel.requestId());
            assertThat(next(Status.CONTROL_REFUSED).detail()).startsWith("unknown request; it will be cancelled");
        } else if (seen.end == null) {
            end(seen, next(Status.CANCELLED).status().name());
        } else {
            if (List.of("RELEASED", "EXPIRED").contains(String.valueOf(seen.end))) {
                assertThat(said.removeFirst()).as("fallback is told").isInstanceOf(Output.Unwatch.class);
            }
            refused(seen);
        }
    }

    private void move(RescheduleSend move) {
        Seen seen = requests.get(move.requestId());
        if (seen == null) {
            assertThat(next(Status.CONTROL_REFUSED).detail()).isEqualTo("unknown request");
        } else if (seen.end != null) {
            refused(seen);
        } else if (standing(seen) == CampaignAction.CANCEL) {
            end(seen, next(Status.CANCELLED).status().name());
            refused(seen);
        } else {
            seen.due = Objects.requireNonNull(next(Status.RESCHEDULED).dueAt());
            assertThat(seen.due.toEpochMilli())
                    .isEqualTo(Math.max(clock, move.sendAt().toEpochMilli()));
            if (seen.due.toEpochMilli() <= clock) {
                happened(said.removeFirst());
            }
        }
    }

    private void refused(Seen seen) {
        String truth = switch (String.valueOf(seen.end)) {
            case "RELEASED" -> "already released";
            case "CANCELLED" -> "already cancelled";
            case "EXPIRED" -> "it has expired";
            default -> throw new AssertionError("no such end: " + seen.end);
        };
        assertThat(next(Status.CONTROL_REFUSED).detail()).isEqualTo(truth);
    }

    private void control(CampaignControl control) {
        CampaignAction before = campaigns.getOrDefault(control.campaignId(), CampaignAction.RESUME);
        boolean repeated = before == control.action() && control.action() != CampaignAction.RESUME;
        boolean done = before != CampaignAction.CANCEL && before != control.action();
        if (!done && !repeated) {
            next(Status.CONTROL_REFUSED);
            return;
        }
        CampaignOrder order = ((Output.Order) said.removeFirst()).order();
        assertThat(order.action()).isEqualTo(control.action());
        assertThat(order.sequence()).isGreaterThan(orders.getOrDefault(control.campaignId(), 0L));
        ordered(order.campaignId(), order.action(), order.sequence());
        if (repeated) {
            next(Status.CONTROL_REFUSED);
            return;
        }
        next(Status.valueOf(
                switch (control.action()) {
                    case PAUSE -> "CAMPAIGN_PAUSED";
                    case RESUME -> "CAMPAIGN_RESUMED";
                    case CANCEL -> "CAMPAIGN_CANCELLED";
                    case UNRECOGNIZED -> throw new AssertionError("nobody asks for that");
                }));
    }

    private void ordered(String campaign, CampaignAction action, long sequence) {
        if (sequence > orders.getOrDefault(campaign, 0L)) {
            orders.put(campaign, sequence);
            campaigns.put(campaign, action);
        }
    }

    private void retry(RetryHold retry) {
        String key = retry.task().requestId() + '/' + retry.task().attempt();
        if (retries.putIfAbsent(key, retry.dueAt()) != null) {
            assertThat(said.removeFirst()).isInstanceOf(Output.Repeat.class);
        } else if (retry.dueAt().toEpochMilli() <= clock) {
            happened(said.removeFirst());
        }
    }

    private void deadline(DeadlineHold deadline) {
        if (deadlines.putIfAbsent(deadline, false) != null) {
            assertThat(said.removeFirst()).isInstanceOf(Output.Repeat.class);
        } else if (deadline.dueAt().toEpochMilli() <= clock) {
            happened(said.removeFirst());
        }
    }

    /** Something came due. */
    private void happened(Output output) {
        switch (output) {
            case Output.Released(var _, SendTask task, Duration late) -> {
                assertThat(late).isGreaterThanOrEqualTo(Duration.ZERO);
                if (task.attempt() > 1) {
                    releasedAgain(task);
                } else {
                    released(task);
                }
            }
            case Output.Deadline(var deadline) -> {
                assertThat(deadline.dueAt().toEpochMilli()).as("due").isLessThanOrEqualTo(clock);
                var asked = new DeadlineHold(deadline.requestId(), deadline.step(), deadline.dueAt());
                assertThat(deadlines.replace(asked, true)).as("answered before").isEqualTo(false);
            }
            case Output.Result(DeliveryResult result) -> happened(result);
            case Output.Taken _,
                    Output.Dropped _,
                    Output.Expired _,
                    Output.Repeat _,
                    Output.Watch _,
                    Output.Unwatch _,
                    Output.Order _,
                    Output.Unreadable _ -> throw new AssertionError("nothing leads to " + output);
        }
    }

    private void released(SendTask task) {
        Seen seen = Objects.requireNonNull(requests.get(task.requestId()));
        // I9.
        assertThat(task.dueAt().toEpochMilli()).as("due").isLessThanOrEqualTo(clock);
        assertThat(task.validUntil().toEpochMilli()).as("validity").isGreaterThan(clock);
        if (!seen.due.equals(NONE)) {
            assertThat(task.dueAt()).as("what was promised").isEqualTo(seen.due);
        }
        assertThat(task.validUntil()).isEqualTo(task.dueAt().plus(Objects.requireNonNull(seen.request.validFor())));
        assertThat(standing(seen)).as("its campaign").isEqualTo(CampaignAction.RESUME);
        end(seen, "RELEASED");
    }

    private void releasedAgain(SendTask task) {
        String key = task.requestId() + '/' + task.attempt();
        assertThat(Objects.requireNonNull(retries.get(key)).toEpochMilli())
                .as("due")
                .isLessThanOrEqualTo(clock);
        assertThat(retried.add(key)).as("first release of %s", key).isTrue();
    }

    private void happened(DeliveryResult result) {
        Seen seen = Objects.requireNonNull(requests.get(result.requestId()));
        switch (result.status()) {
            case HELD -> {
                assertThat(standing(seen)).isEqualTo(CampaignAction.PAUSE);
                assertThat(seen.end).isNull();
                seen.due = Objects.requireNonNull(result.dueAt());
                assertThat(seen.due.toEpochMilli()).isLessThanOrEqualTo(clock);
            }
            case EXPIRED -> {
                Instant due = Objects.requireNonNull(result.dueAt());
                assertThat(due.plus(Objects.requireNonNull(seen.request.validFor()))
                                .toEpochMilli())
                        .isLessThanOrEqualTo(clock);
                assertThat(standing(seen)).isNotEqualTo(CampaignAction.CANCEL);
                end(seen, "EXPIRED");
            }
            case CANCELLED -> {
                assertThat(standing(seen)).as("its campaign").isEqualTo(CampaignAction.CANCEL);
                end(seen, "CANCELLED");
            }
            default -> throw new AssertionError("nothing leads to " + result);
        }
    }

    private void end(Seen seen, String end) {
        assertThat(seen.end).as("an end of %s before", seen.request.requestId()).isNull();
        seen.end = end;
    }

    private CampaignAction standing(Seen seen) {
        String campaign = seen.request.campaignId();
        return campaign == null ? CampaignAction.RESUME : campaigns.getOrDefault(campaign, CampaignAction.RESUME);
    }

    private DeliveryResult next(Status status) {
        assertThat(said).isNotEmpty();
        if (said.removeFirst() instanceof Output.Result(DeliveryResult result)) {
            assertThat(result.status()).isEqualTo(status);
            return result;
        }
        throw new AssertionError("not answered by " + status);
    }

    /** I1: every request has ended, every retry was released and every deadline answered. */
    void assertAllHaveEnded() {
        requests.forEach((id, seen) -> assertThat(seen.end).as("end of %s", id).isNotNull());
        assertThat(retried).isEqualTo(retries.keySet());
        assertThat(deadlines).doesNotContainValue(false);
    }
}
