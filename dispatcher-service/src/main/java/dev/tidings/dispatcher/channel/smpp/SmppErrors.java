package dev.tidings.dispatcher.channel.smpp;

import dev.tidings.contract.Reason;
import dev.tidings.dispatcher.channel.provider.ErrorTable;
import java.util.Locale;

/**
 * The values of command_status, from section 5.1.3 of the specification; those from 0x100 on are of SMPP 5.0, and message centres of
 * 3.4 answer with them too. A message with any of them was not taken.
 */
final class SmppErrors {
    static final int OK = 0;
    /** Not bound, or not as what was asked for takes. */
    static final int NOT_BOUND = 0x04;

    static final int INVALID_COMMAND = 0x03;
    /** What we answer where a report cannot be taken now. */
    static final int TRY_LATER = 0x64;
    /** What we answer where a report cannot be read, and a repeat would be no better. */
    static final int NEVER = 0x65;

    static final ErrorTable TABLE = ErrorTable.builder()
            .tooFast("the account's rate limit", code(0x58))
            .tooFast("the message centre's queue is full", code(0x14))
            .trouble("the message centre has an error of its own", code(0x08))
            .trouble("the session is not bound", code(NOT_BOUND))
            .trouble("the account is bound elsewhere", code(0x05))
            .trouble("the bind failed", code(0x0D))
            .trouble("the service is not available", code(TRY_LATER), code(0x102))
            .refused(
                    Reason.AUTHENTICATION_FAILED,
                    "the account's system id, type or password is not valid",
                    code(0x0E),
                    code(0x0F),
                    code(0x53))
            .refused(Reason.RECIPIENT_INVALID, "the number cannot get text messages", code(0x0B))
            .refused(
                    Reason.SENDER_BLOCKED,
                    "the account or its sender may not send there",
                    code(0x0A),
                    code(0x100),
                    code(0x101),
                    code(0x103))
            .refused(
                    Reason.INVALID_REQUEST,
                    "the message centre cannot use the request",
                    code(0x01),
                    code(0x02),
                    code(INVALID_COMMAND),
                    code(0x06),
                    code(0x07),
                    code(0x15),
                    code(0x43),
                    code(0x48),
                    code(0x49),
                    code(0x50),
                    code(0x51),
                    code(0x54),
                    code(0x61),
                    code(0x62),
                    code(0x63),
                    code(0xC0),
                    code(0xC1),
                    code(0xC2),
                    code(0xC3),
                    code(0xC4),
                    code(0x104))
            .refused(
                    Reason.PROVIDER_ERROR,
                    "the message centre refuses the message",
                    code(0x45),
                    code(NEVER),
                    code(0x66))
            .refused(Reason.PROVIDER_ERROR, "the message centre could not deliver", code(0xFE), code(0xFF))
            .build();

    private SmppErrors() {}

    /** A status as results show it. */
    static String code(int status) {
        return "0x" + (status >>> 4 == 0 ? "0" : "")
                + Integer.toHexString(status).toUpperCase(Locale.ROOT);
    }
}
