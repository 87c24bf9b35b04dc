package dev.tidings.dispatcher.channel.smpp;

import dev.tidings.contract.Reason;
import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.dispatcher.channel.smpp.Binder.Way;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;

/**
 * Takes one message to the message centre, part by part, each when the one before it is accepted: what is refused at the first was
 * not sent at all. A part after it that cannot be taken now is tried again for as long as there is time, since half a message is none.
 *
 * @see <a href="file:deploy/decisions/015-sms-over-smpp.md">decision 015</a>
 */
final class Submission {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final int HEADER = 16;
    private static final Pattern ID = Pattern.compile("[!-~]{1,64}");

    private final Outgate gate;
    private final Letter letter;
    private final Progress progress;
    private final Instant deadline;
    private final Duration within;

    /**
     * One message.
     *
     * @param deadline from then on nothing is written
     * @param within nothing is waited for longer
     */
    Submission(Outgate gate, Letter letter, Progress progress, Instant deadline, Duration within) {
        this.gate = gate;
        this.letter = letter;
        this.progress = progress;
        this.deadline = deadline;
        this.within = within;
    }

    /** What came of one part. */
    private sealed interface Answer {
        /** The centre has it, under this id. */
        record Taken(String id) implements Answer {}

        /** The centre does not have it. */
        record Untaken(Outcome why) implements Answer {}

        /** Who knows. */
        record Unclear(Outcome.Uncertain why) implements Answer {}
    }

    /** All of it. Blocks; what comes of a message that is given up meanwhile interests nobody. */
    Outcome carry() {
        try {
            String id = "";
            for (Part part : letter.parts()) {
                switch (persistently(part)) {
                    case Answer.Taken(String given) -> id = given;
                    case Answer.Untaken(Outcome why) -> {
                        return why;
                    }
                    case Answer.Unclear(Outcome.Uncertain why) -> {
                        return why;
                    }
                }
            }
            return new Outcome.Accepted(id);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return progress.giveUp("interrupted");
        }
    }

    private Answer persistently(Part part) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (true) {
            Answer answer = submit(part);
            if (!(answer instanceof Answer.Untaken(Outcome why)) || !progress.hasAccepted()) {
                return answer;
            }
            if (why instanceof Outcome.Rejected refused) {
                return new Answer.Untaken(progress.refusedAfterAll(refused));
            }
            if (progress.isGivenUp() || gate.link().closesWithin(pause)) {
                return new Answer.Unclear(progress.halfWay("the rest could not be sent", null));
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private Answer submit(Part part) throws InterruptedException {
        if (!gate.window().tryAcquire(within.toNanos(), TimeUnit.NANOSECONDS)) {
            return untaken("too many messages are unanswered");
        }
        try {
            return switch (gate.link().way(within)) {
                case Way.Blocked(Outcome why) -> new Answer.Untaken(why);
                case Way.Open(SmppSession session) -> submit(part, session);
            };
        } finally {
            gate.window().release();
        }
    }

    private Answer submit(Part part, SmppSession session) throws InterruptedException {
        try {
            Optional<CompletableFuture<Pdu>> asked =
                    session.ask(number -> letter.submitSm(number, part, gate.source()), this::mayBegin, within);
            return asked.isPresent() ? read(asked.get().get()) : untaken("the connection was lost, or it was too late");
        } catch (ExecutionException e) {
            String detail = e.getCause() instanceof TimeoutException
                    ? "no answer in time"
                    : "the connection was lost before the answer came";
            return new Answer.Unclear(progress.halfWay(detail, null));
        } catch (PDUStringException e) {
            return new Answer.Untaken(
                    new Outcome.Rejected(Reason.INVALID_REQUEST, "the message does not fit into a PDU", null));
        }
    }

    /** What has begun is brought to its end as long as somebody waits for it: only the first part can be too late to be valid. */
    private boolean mayBegin() {
        Instant now = gate.clock().instant();
        boolean inTime = progress.hasAccepted() || now.isBefore(letter.task().validUntil());
        return inTime && now.isBefore(deadline) && progress.begin();
    }

    private Answer read(Pdu answer) {
        if (answer.status() != SmppErrors.OK) {
            progress.refused();
            return new Answer.Untaken(gate.statuses().meaning(answer.status()));
        }
        if (answer.command() != SMPPConstant.CID_SUBMIT_SM_RESP) {
            return new Answer.Unclear(new Outcome.Uncertain("the answer is none to a message", null));
        }
        progress.accepted();
        return new Answer.Taken(id(answer));
    }

    /** One that cannot be used would keep a message that was accepted from counting as such: it then goes by a name of ours. */
    private String id(Pdu answer) {
        String rest = new String(answer.bytes(), HEADER, answer.bytes().length - HEADER, StandardCharsets.ISO_8859_1);
        int end = rest.indexOf('\0');
        String id = end < 0 ? rest : rest.substring(0, end);
        return ID.matcher(id).matches()
                ? gate.ids().ofAnswer(id)
                : "unnamed/" + letter.task().requestId() + '/' + letter.task().step();
    }

    private static Answer untaken(String why) {
        return new Answer.Untaken(new Outcome.Unreachable(why));
    }
}
