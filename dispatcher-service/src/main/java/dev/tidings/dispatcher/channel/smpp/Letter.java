package dev.tidings.dispatcher.channel.smpp;

import dev.tidings.contract.SendTask;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.OptionalParameter;

/**
 * One message as it goes out.
 *
 * @param task what it is made of
 * @param parts its text
 * @param validity for how long the centre is to try
 */
record Letter(SendTask task, List<Part> parts, Duration validity) {
    private static final String USUAL_SERVICE = "";
    private static final byte INTERNATIONAL = 1;
    private static final byte TELEPHONE = 1;
    private static final byte NONE = 0;
    /** A receipt is wanted however it ends. */
    private static final byte RECEIPT = 1;

    Letter {
        parts = List.copyOf(parts);
    }

    /**
     * One part's submit_sm. A receipt is asked for with the last one only: the message goes by that one's id, and no other part's
     * receipt would find it.
     */
    byte[] submitSm(int number, Part part, SmppSettings.Party source) throws PDUStringException {
        String recipient = task.recipient();
        return SmppSession.COMPOSER.submitSm(
                number,
                USUAL_SERVICE,
                source.ton(),
                source.npi(),
                source.address(),
                INTERNATIONAL,
                TELEPHONE,
                recipient.startsWith("+") ? recipient.substring(1) : recipient,
                part.esmClass(),
                NONE,
                NONE,
                "",
                relative(validity),
                part.last() ? RECEIPT : NONE,
                NONE,
                part.dataCoding(),
                NONE,
                part.text(),
                part.parameters().toArray(OptionalParameter[]::new));
    }

    /** Counted from when the centre gets it: YYMMDDhhmmss000R. */
    private static String relative(Duration span) {
        return String.format(
                Locale.ROOT,
                "0000%02d%02d%02d%02d000R",
                span.toDays(),
                span.toHoursPart(),
                span.toMinutesPart(),
                span.toSecondsPart());
    }

    /** Tells nothing. */
    @Override
    public String toString() {
        return "Letter";
    }
}
