package dev.tidings.local.letters;

import dev.tidings.codec.Codec;
import dev.tidings.codec.Decoded;
import dev.tidings.contract.AttemptConfirmed;
import dev.tidings.contract.AttemptFinished;
import dev.tidings.contract.AttemptStarted;
import dev.tidings.contract.CampaignControl;
import dev.tidings.contract.CampaignOrder;
import dev.tidings.contract.CancelFallback;
import dev.tidings.contract.CancelSend;
import dev.tidings.contract.Correlation;
import dev.tidings.contract.DeadlineHold;
import dev.tidings.contract.DeliveryDeadline;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Event;
import dev.tidings.contract.FallbackPolicy;
import dev.tidings.contract.FallbackWatch;
import dev.tidings.contract.HeldSend;
import dev.tidings.contract.MessageTemplate;
import dev.tidings.contract.Receipt;
import dev.tidings.contract.RequestRules;
import dev.tidings.contract.RescheduleSend;
import dev.tidings.contract.RetryHold;
import dev.tidings.contract.SendRequest;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.SenderAccount;
import dev.tidings.contract.SmsService;
import dev.tidings.topics.TopicSpec;
import dev.tidings.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says of a dead letter whether a replay makes sense. It does where the record could not be read, and can be read now, by the
 * schemas that this version has or the registry has got since. What a service read and refused, it refuses again.
 */
final class Judge {
    /** Nothing is buried that was read from elsewhere. */
    private static final Set<String> TOPICS = Topics.all().stream()
            .map(TopicSpec::name)
            .filter(name -> !Set.of(Topics.CATALOG, Topics.ATTEMPTS, Topics.DEAD_LETTERS, Topics.REPLAYS)
                    .contains(name))
            .collect(Collectors.toUnmodifiableSet());

    private static final String ENDED = "its validity has ended, and what became of it was told or is not known";

    /** For how long after it was published something that fallback is told may lead to an SMS without anybody being asked. */
    private static final Duration FALLBACK_WANTED = Duration.ofDays(1);

    private final Codec codec;
    private final Replays replays;
    private final InstantSource clock;

    Judge(Codec codec, Replays replays, InstantSource clock) {
        this.codec = codec;
        this.replays = replays;
        this.clock = clock;
    }

    Verdict of(Letter letter) {
        Optional<Place> place = letter.place().filter(found -> TOPICS.contains(found.topic()));
        if (place.isEmpty()) {
            return new Verdict.Impossible("it does not come from a topic that records are put back to");
        }
        Optional<Replays.Replay> replay = replays.of(place.get());
        if (replay.isPresent()) {
            return new Verdict.Done(replay.get(), "it was replayed before");
        }
        if (letter.wholeSize().isPresent()) {
            return new Verdict.Impossible("only a part of it is here: it was too large");
        }
        if (age(letter).compareTo(Topics.REPLAYS_KEPT) > 0) {
            return new Verdict.Impossible("it is so old that nobody knows whether it was replayed before");
        }
        return switch (read(letter)) {
            case Decoded.Undecodable(String cause) -> new Verdict.Doubtful("it would die again, " + cause);
            case Decoded.UnknownType _ ->
                new Verdict.Doubtful("it is of a type that this version does not know, and would be skipped");
            case Decoded.Known(Event event) -> readable(letter, event);
        };
    }

    /** The id of the request that a letter is, where it is one and can be read. */
    Optional<String> requestId(Letter letter) {
        return read(letter) instanceof Decoded.Known(SendRequest request)
                ? Optional.of(request.requestId())
                : Optional.empty();
    }

    private Decoded read(Letter letter) {
        return codec.decode(letter.headers(), letter.record().value());
    }

    private Verdict readable(Letter letter, Event event) {
        if (!letter.cause().startsWith(Decoded.UNREADABLE)) {
            return new Verdict.Doubtful("it was read and refused: " + letter.cause());
        }
        return doubt(event, letter)
                .<Verdict>map(Verdict.Doubtful::new)
                .orElseGet(() -> new Verdict.Ready("it can be read by now"));
    }

    private Optional<String> doubt(Event event, Letter letter) {
        return switch (event) {
            // Hold counts validity from when a request is published, and a replay publishes it anew.
            case SendRequest request ->
                after(validUntil(request, letter), "its validity has ended, and a replay would send it all the same");
            case SendTask task -> after(task.validUntil(), ENDED);
            case RetryHold retry -> after(retry.task().validUntil(), ENDED);
            case RescheduleSend _, CampaignControl _ ->
                Optional.of("it is an order, and would come after those that were given since");
            case FallbackWatch _, DeliveryResult _, DeliveryDeadline _ ->
                after(
                        published(letter).plus(FALLBACK_WANTED),
                        "it is older than a day, and an SMS might follow that nobody expects any more");
            case CancelSend _,
                    DeadlineHold _,
                    AttemptConfirmed _,
                    CampaignOrder _,
                    AttemptStarted _,
                    AttemptFinished _,
                    Correlation _,
                    Receipt _,
                    CancelFallback _,
                    SenderAccount _,
                    MessageTemplate _,
                    FallbackPolicy _,
                    SmsService _,
                    HeldSend _ -> Optional.empty();
        };
    }

    private Optional<String> after(Instant end, String why) {
        return clock.instant().isAfter(end) ? Optional.of(why) : Optional.empty();
    }

    private static Instant published(Letter letter) {
        return letter.publishedAt().orElseGet(letter::buriedAt);
    }

    private static Instant validUntil(SendRequest request, Letter letter) {
        Instant published = published(letter);
        Instant due = request.sendAt() == null || request.sendAt().isBefore(published) ? published : request.sendAt();
        return due.plus(request.validFor() == null ? RequestRules.DEFAULT_VALIDITY : request.validFor());
    }

    private Duration age(Letter letter) {
        return Duration.between(letter.buriedAt(), clock.instant());
    }
}
