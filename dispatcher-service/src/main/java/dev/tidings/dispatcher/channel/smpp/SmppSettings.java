package dev.tidings.dispatcher.channel.smpp;

import dev.tidings.dispatcher.channel.provider.Sender;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an account's entry in the catalog says of how to speak with its message centre.
 *
 * @param centre where it is
 * @param login what to bind with
 * @param source who messages are from
 * @param wording how texts are written
 * @param receiptIds how receipts write the ids of messages
 * @param window how many messages may be unanswered at once
 */
record SmppSettings(Centre centre, Login login, Party source, Wording wording, ReceiptIds receiptIds, int window) {
    /** What is usual where a centre says nothing of it. */
    private static final int USUAL_WINDOW = 10;

    private static final int SECURE_PORT = 3550;
    private static final int PLAIN_PORT = 2775;
    private static final int LONGEST_PASSWORD = 8;

    private static final List<String> NEEDED = List.of("systemId", "from");
    private static final Map<String, Pattern> FORMS = Map.of(
            "systemId", Pattern.compile("[!-~]{1,15}"),
            "systemType", Pattern.compile("[ -~]{1,12}"),
            "from", Pattern.compile("\\+?[0-9]{1,20}|[ -~]{1,11}"),
            "sourceTon", Pattern.compile("[0-6]"),
            "sourceNpi", Pattern.compile("[0-9]|1[0-8]"),
            "parts", Pattern.compile("udh|sar|payload"),
            "dataCoding", Pattern.compile("[0-9]{1,2}|1[0-9]{2}|2[0-4][0-9]|25[0-5]"),
            "receiptIds", Pattern.compile("same|decimal|hexadecimal"),
            "window", Pattern.compile("[1-9][0-9]{0,3}"));

    /** A host and a port, with TLS or without. */
    record Centre(String host, int port, boolean secure) {}

    /** Who binds. */
    record Login(String systemId, String password, String systemType) {
        /** Tells nothing. */
        @Override
        public String toString() {
            return "Login";
        }
    }

    /** An address, with its type of number and its numbering plan. */
    record Party(String address, byte ton, byte npi) {
        private static final byte UNKNOWN = 0;
        private static final byte INTERNATIONAL = 1;
        private static final byte TELEPHONE = 1;
        private static final byte ALPHANUMERIC = 5;

        /** What a number with its plus, a short code or a name usually is. */
        static Party of(String written) {
            if (written.startsWith("+")) {
                return new Party(written.substring(1), INTERNATIONAL, TELEPHONE);
            }
            boolean digits = written.chars().allMatch(Character::isDigit);
            return new Party(written, digits ? UNKNOWN : ALPHANUMERIC, UNKNOWN);
        }

        /** Tells nothing. */
        @Override
        public String toString() {
            return "Party";
        }
    }

    /**
     * How texts are written.
     *
     * @param parts what makes several PDUs one message
     * @param dataCoding what says that a text is in the GSM alphabet: 0 where that is the centre's default
     */
    record Wording(Parts parts, byte dataCoding) {}

    /** What makes several PDUs one message. */
    enum Parts {
        /** A header within the text, 05 00 03. */
        UDH,
        /** The parameters sar_msg_ref_num, sar_total_segments and sar_segment_seqnum. */
        SAR,
        /** There is one PDU, with the whole text as message_payload: the centre divides it. */
        PAYLOAD
    }

    /** What is wrong, in a sentence; empty: nothing. */
    static Optional<String> problem(Sender sender) {
        Stream<String> missing = NEEDED.stream()
                .filter(name -> sender.setting(name).isEmpty())
                .map(name -> "the account's setting " + name + " is missing");
        Stream<String> malformed = FORMS.entrySet().stream()
                .filter(form -> sender.setting(form.getKey())
                        .filter(value -> !form.getValue().matcher(value).matches())
                        .isPresent())
                .map(form -> "the account's setting " + form.getKey() + " is malformed");
        String password = sender.secret().value();
        Stream<String> tooLong = Stream.of("SMPP knows passwords of at most 8 characters, and the account's is longer")
                .filter(_ -> password.length() > LONGEST_PASSWORD);
        return Stream.of(missing, malformed, tooLong).flatMap(each -> each).findFirst();
    }

    /** Of an account with which there is no problem. */
    static SmppSettings of(Sender sender) {
        URI uri = URI.create(sender.account().baseUrl());
        boolean secure = "smpps".equalsIgnoreCase(uri.getScheme());
        int usualPort = secure ? SECURE_PORT : PLAIN_PORT;
        Party usual = Party.of(sender.setting("from").orElse(""));
        return new SmppSettings(
                new Centre(uri.getHost(), uri.getPort() < 0 ? usualPort : uri.getPort(), secure),
                new Login(
                        sender.setting("systemId").orElse(""),
                        sender.secret().value(),
                        sender.setting("systemType").orElse("")),
                new Party(usual.address(), (byte) number(sender, "sourceTon", usual.ton()), (byte)
                        number(sender, "sourceNpi", usual.npi())),
                new Wording(Parts.valueOf(upper(sender.setting("parts").orElse("udh"))), (byte)
                        number(sender, "dataCoding", 0)),
                ReceiptIds.valueOf(upper(sender.setting("receiptIds").orElse("same"))),
                number(sender, "window", USUAL_WINDOW));
    }

    private static int number(Sender sender, String name, int usual) {
        return sender.setting(name).map(Integer::parseInt).orElse(usual);
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
