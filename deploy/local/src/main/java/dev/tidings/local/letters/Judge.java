package dev.tidings.local.letters;

import dev.tidings.codec.Codec;
import dev.tidings.codec.Decoded;
import dev.tidings.contract.CampaignControl;
import dev.tidings.contract.Event;
import dev.tidings.contract.RequestRules;
import dev.tidings.contract.RescheduleSend;
import dev.tidings.contract.SendRequest;
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
        // Hold counts validity from when a request is published, and a replay publishes it anew.
        if (event instanceof SendRequest request && clock.instant().isAfter(validUntil(request, letter))) {
            return new Verdict.Doubtful("its validity has ended, and a replay would send it all the same");
        }
        if (event instanceof RescheduleSend || event instanceof CampaignControl) {
            return new Verdict.Doubtful("it is an order, and would come after those that were given since");
        }
        return new Verdict.Ready("it can be read by now");
    }

    private static Instant validUntil(SendRequest request, Letter letter) {
        Instant published = letter.publishedAt().orElseGet(letter::buriedAt);
        Instant due = request.sendAt() == null || request.sendAt().isBefore(published) ? published : request.sendAt();
        return due.plus(request.validFor() == null ? RequestRules.DEFAULT_VALIDITY : request.validFor());
    }

    private Duration age(Letter letter) {
        return Duration.between(letter.buriedAt(), clock.instant());
    }
}
