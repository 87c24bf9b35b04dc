package dev.tidings.dispatcher.channel.smpp;

import dev.tidings.contract.Reason;
import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.dispatcher.channel.http.Obstacles;
import dev.tidings.dispatcher.channel.smpp.SmppSettings.Login;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;

/** Connects to a message centre and binds as a transceiver. */
final class Binder {
    private static final byte VERSION = 0x34;
    private static final byte UNKNOWN = 0;

    private final SmppSettings settings;
    private final SmppNetwork network;
    private final Statuses statuses;

    Binder(SmppSettings settings, SmppNetwork network, Statuses statuses) {
        this.settings = settings;
        this.network = network;
        this.statuses = statuses;
    }

    /** Whether messages can go out. */
    sealed interface Way {
        /** They can, over this session. */
        record Open(SmppSession session) implements Way {}

        /**
         * They cannot.
         *
         * @param why what comes of those that are to be sent now
         */
        record Blocked(Outcome why) implements Way {}

        /** Not for the time being. */
        static Way unreachable(String detail) {
            return new Blocked(new Outcome.Unreachable(detail));
        }
    }

    /** Takes a while. Nothing stays open where it does not succeed. */
    Way bind(SmppSession.Reports reports) throws InterruptedException {
        Wire wire;
        try {
            wire = Wire.connect(settings.centre(), network);
        } catch (IOException e) {
            return Way.unreachable(Obstacles.of(e));
        }
        SmppSession session = SmppSession.over(wire, reports, network.times());
        try {
            Way way = bind(session);
            if (way instanceof Way.Blocked) {
                session.close();
            }
            return way;
        } catch (InterruptedException e) {
            session.close();
            throw e;
        }
    }

    private Way bind(SmppSession session) throws InterruptedException {
        try {
            Optional<CompletableFuture<Pdu>> asked =
                    session.ask(this::question, () -> true, network.times().answerWithin());
            if (asked.isEmpty()) {
                return Way.unreachable("the connection was lost before the bind");
            }
            Pdu answer = asked.get().get();
            return answer.status() == SmppErrors.OK && answer.command() == SMPPConstant.CID_BIND_TRANSCEIVER_RESP
                    ? opened(session)
                    : new Way.Blocked(refusal(answer.status()));
        } catch (ExecutionException e) {
            return Way.unreachable("the bind was not answered");
        } catch (PDUStringException e) {
            throw new IllegalStateException("settings are checked by length", e);
        }
    }

    private byte[] question(int number) throws PDUStringException {
        Login login = settings.login();
        return SmppSession.COMPOSER.bind(
                SMPPConstant.CID_BIND_TRANSCEIVER,
                number,
                login.systemId(),
                login.password(),
                login.systemType(),
                VERSION,
                UNKNOWN,
                UNKNOWN,
                "");
    }

    private static Way opened(SmppSession session) {
        session.keepAlive();
        return new Way.Open(session);
    }

    /** Only wrong credentials are for good: what else is in the way of a bind was said of no message. */
    private Outcome refusal(int status) {
        Outcome meaning = statuses.meaning(status);
        return meaning instanceof Outcome.Rejected rejected && rejected.reason() == Reason.AUTHENTICATION_FAILED
                ? rejected
                : new Outcome.Unreachable("the bind was refused with " + SmppErrors.code(status));
    }
}
