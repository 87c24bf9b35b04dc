package dev.tidings.abilities;

import static dev.tidings.contract.MediaKind.AUDIO;
import static dev.tidings.contract.MediaKind.DOCUMENT;
import static dev.tidings.contract.MediaKind.IMAGE;
import static dev.tidings.contract.MediaKind.VIDEO;
import static dev.tidings.contract.ReceiptKind.DELIVERED;
import static dev.tidings.contract.ReceiptKind.READ;
import static dev.tidings.contract.ReceiptKind.UNDELIVERED;

import dev.tidings.abilities.Limits.PerRecipient;
import dev.tidings.abilities.Receipts.Echoes;
import dev.tidings.abilities.TextLimit.Unit;
import dev.tidings.contract.RequestRules;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that there are, from the providers' own pages. Numbers marked unverified are in none that was at hand. */
public final class AbilityTable {
    private static final AddressForm NUMBER = new AddressForm.PhoneNumber();
    private static final AddressForm SCOPED_ID = AddressForm.id("a page-scoped id of 1 to 32 digits", "[0-9]{1,32}");
    private static final AddressForm TELEGRAM_ID =
            AddressForm.id("a chat id, or @ and a public name", "-?[0-9]{1,20}|@[A-Za-z][A-Za-z0-9_]{3,31}");
    private static final AddressForm LINE_ID =
            AddressForm.id("U, C or R and 32 hexadecimal digits", "[UCR][0-9a-f]{32}");
    private static final AddressForm VIBER_ID =
            AddressForm.id("the id that Viber's callbacks name", "[A-Za-z0-9+/_-]{1,62}={0,2}");

    private static final TextLimit SMS_TEXT = TextLimit.characters(RequestRules.MAX_SMS_TEXT);

    /** WhatsApp shows none under audio. */
    private static final Contents WHATSAPP = new Contents(
            true,
            TextLimit.characters(4_096),
            Map.of(
                    IMAGE, TextLimit.characters(1_024),
                    VIDEO, TextLimit.characters(1_024),
                    DOCUMENT, TextLimit.characters(1_024),
                    AUDIO, TextLimit.NONE));

    private static final Contents MESSENGER = new Contents(
            false,
            TextLimit.characters(2_000),
            Map.of(IMAGE, TextLimit.NONE, VIDEO, TextLimit.NONE, AUDIO, TextLimit.NONE, DOCUMENT, TextLimit.NONE));

    private static final Contents INSTAGRAM = new Contents(
            false,
            new TextLimit(1_000, Unit.UTF8_BYTES),
            Map.of(IMAGE, TextLimit.NONE, VIDEO, TextLimit.NONE, AUDIO, TextLimit.NONE));

    private static final TextLimit TELEGRAM_CAPTION = new TextLimit(1_024, Unit.UTF16_UNITS);
    private static final Contents TELEGRAM = new Contents(
            false,
            new TextLimit(4_096, Unit.UTF16_UNITS),
            Map.of(
                    IMAGE, TELEGRAM_CAPTION,
                    VIDEO, TELEGRAM_CAPTION,
                    AUDIO, TELEGRAM_CAPTION,
                    DOCUMENT, TELEGRAM_CAPTION));

    /** Video wants a preview, and audio its length: a link alone has neither. */
    private static final Contents LINE =
            new Contents(false, new TextLimit(5_000, Unit.UTF16_UNITS), Map.of(IMAGE, TextLimit.NONE));

    /** Video and files want their size: a link alone does not tell it. The caption's length is unverified. */
    private static final Contents VIBER_BOT =
            new Contents(false, TextLimit.characters(7_000), Map.of(IMAGE, TextLimit.characters(768)));

    private static final Contents VIBER_BUSINESS =
            new Contents(false, TextLimit.characters(1_000), Map.of(IMAGE, TextLimit.NONE));

    /** From Meta's page on throughput: one message every 6 seconds to the same user, of which up to 45 may go at once. */
    private static final PerRecipient WHATSAPP_PAIR = new PerRecipient(Duration.ofSeconds(6), 45);

    private static final PerRecipient TELEGRAM_CHAT = new PerRecipient(Duration.ofSeconds(1), 1);
    /** 100 in an hour to one who does not write back: the burst and what follows it within the hour. */
    private static final PerRecipient VIBER_USER = new PerRecipient(Duration.ofSeconds(72), 50);

    private static final Limits CHATAPP_LIMIT = Limits.perSecond(250);
    private static final Limits PAGE_LIMIT = Limits.perSecond(300);
    private static final Validity VIBER_VALIDITY = Validity.seconds(30, 1_209_600);

    private static final Map<Key, Abilities> TABLE = Stream.of(
                    with("whatsapp", "whatsapp-cloud")
                            .to(NUMBER, WHATSAPP, Receipts.withOurId(DELIVERED, READ, UNDELIVERED))
                            // Of a number that Meta has not upgraded.
                            .limited(new Limits(80, WHATSAPP_PAIR)),
                    with("whatsapp", "alibaba-chatapp")
                            .to(NUMBER, WHATSAPP, Receipts.withOurId(DELIVERED, READ, UNDELIVERED))
                            .limited(CHATAPP_LIMIT),
                    with("messenger", "alibaba-chatapp")
                            .to(SCOPED_ID, withTemplates(MESSENGER), Receipts.withOurId(DELIVERED, READ, UNDELIVERED))
                            .limited(CHATAPP_LIMIT),
                    with("instagram", "alibaba-chatapp")
                            .to(SCOPED_ID, withTemplates(INSTAGRAM), Receipts.withOurId(READ, UNDELIVERED))
                            .limited(CHATAPP_LIMIT),
                    with("viber", "alibaba-chatapp")
                            .to(NUMBER, withTemplates(VIBER_BUSINESS), Receipts.withOurId(DELIVERED, READ, UNDELIVERED))
                            .limited(CHATAPP_LIMIT)
                            .valid(VIBER_VALIDITY),
                    with("messenger", "messenger")
                            .to(SCOPED_ID, MESSENGER, Receipts.byConversation(DELIVERED, READ))
                            .limited(PAGE_LIMIT),
                    with("instagram", "instagram")
                            .to(SCOPED_ID, INSTAGRAM, Receipts.of(READ))
                            .limited(PAGE_LIMIT),
                    with("viber", "viber-bot")
                            .to(VIBER_ID, VIBER_BOT, Receipts.of(DELIVERED, READ, UNDELIVERED))
                            .limited(new Limits(null, VIBER_USER)),
                    with("viber", "viber-business")
                            .to(NUMBER, VIBER_BUSINESS, Receipts.of(DELIVERED, READ, UNDELIVERED))
                            .valid(VIBER_VALIDITY),
                    with("telegram", "telegram-bot")
                            .to(TELEGRAM_ID, TELEGRAM, Receipts.of())
                            .limited(new Limits(30, TELEGRAM_CHAT)),
                    with("line", "line")
                            .to(LINE_ID, LINE, Receipts.of())
                            .limited(Limits.perSecond(2_000))
                            .knowsRepeats(Duration.ofHours(24)),
                    // What a number may send depends on its kind and country, and Twilio queues what is more.
                    with("sms", "twilio")
                            .to(NUMBER, Contents.textOnly(SMS_TEXT), Receipts.of(DELIVERED, UNDELIVERED))
                            .valid(Validity.seconds(1, 36_000)),
                    with("sms", "smpp")
                            .to(NUMBER, Contents.textOnly(SMS_TEXT), Receipts.of(DELIVERED, UNDELIVERED))
                            // As the contract bounds it: SMPP could say up to 99 years.
                            .valid(Validity.seconds(1, Duration.ofDays(30).toSeconds())),
                    // Mainland China, where every text is an approved template.
                    with("sms", "alibaba-sms")
                            .to(NUMBER, Contents.templatesOnly(), Receipts.withOurId(DELIVERED, UNDELIVERED)),
                    with("sms", "alibaba-sms-global")
                            .to(NUMBER, Contents.textOnly(SMS_TEXT), Receipts.of(DELIVERED, UNDELIVERED))
                            .limited(Limits.perSecond(2_000))
                            // Unverified.
                            .valid(Validity.seconds(600, 172_800)))
            .map(Row::abilities)
            .collect(Collectors.toUnmodifiableMap(
                    able -> new Key(able.channel(), able.provider()), Function.identity()));

    /** Asked several times for each send. */
    private static final Set<String> ECHOING = echoing();

    private static final Set<String> REPORTING = reporting();

    private static final Set<String> BY_CONVERSATION = byConversation();

    private static final Map<String, Duration> KNOWING_REPEATS = knowingRepeats();

    private AbilityTable() {}

    /** What an account of this provider can do on this channel; empty: there is no such adapter. */
    public static Optional<Abilities> of(String channel, String provider) {
        return Optional.ofNullable(TABLE.get(new Key(channel, provider)));
    }

    /** Everything that adapters can do, in no order. */
    public static List<Abilities> all() {
        return List.copyOf(TABLE.values());
    }

    /** The channels that there are, by name. */
    public static Set<String> channels() {
        return TABLE.values().stream().map(Abilities::channel).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The providers that serve a channel, by name; empty: there is no such channel. */
    public static Set<String> providers(String channel) {
        return TABLE.values().stream()
                .filter(one -> one.channel().equals(channel))
                .map(Abilities::provider)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Whether receipts of a channel find their message by the id that we sent along. It needs every provider of the channel to
     * send it back: of a task the channel is known, and not which provider its account had when it was sent.
     */
    public static boolean echoesOurId(String channel) {
        return ECHOING.contains(channel);
    }

    /** Whether some provider of a channel reports anything of a message that it accepted. */
    public static boolean reports(String channel) {
        return REPORTING.contains(channel);
    }

    /**
     * Whether receipts of a channel find their message through the conversation that it belongs to. Where one provider needs that,
     * the others of the channel report so too, whatever else they send back: of a task the channel is known, and not which provider
     * its account had when it was sent.
     */
    public static boolean correlatesByConversation(String channel) {
        return BY_CONVERSATION.contains(channel);
    }

    /**
     * For how long every provider of a channel takes a repeat with the same key for the same message; empty: some would send it
     * once more. By the channel, as {@link #echoesOurId}.
     */
    public static Optional<Duration> knowsRepeatsFor(String channel) {
        return Optional.ofNullable(KNOWING_REPEATS.get(channel));
    }

    private static List<Abilities> serving(String channel) {
        return TABLE.values().stream()
                .filter(one -> one.channel().equals(channel))
                .toList();
    }

    private static Set<String> echoing() {
        return channels().stream()
                .filter(channel ->
                        serving(channel).stream().allMatch(one -> one.receipts().echo() == Echoes.OUR_ID))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> reporting() {
        return TABLE.values().stream()
                .filter(one -> !one.receipts().kinds().isEmpty())
                .map(Abilities::channel)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> byConversation() {
        return TABLE.values().stream()
                .filter(one -> one.receipts().echo() == Echoes.CONVERSATION)
                .map(Abilities::channel)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Map<String, Duration> knowingRepeats() {
        Map<String, Duration> shortest = new HashMap<>();
        for (String channel : channels()) {
            List<Duration> spans = serving(channel).stream()
                    .map(Abilities::knowsRepeatsFor)
                    .filter(Objects::nonNull)
                    .sorted()
                    .toList();
            if (spans.size() == serving(channel).size()) {
                shortest.put(channel, spans.getFirst());
            }
        }
        return Map.copyOf(shortest);
    }

    private static Contents withTemplates(Contents contents) {
        return new Contents(true, contents.text(), contents.media());
    }

    private static Key with(String channel, String provider) {
        return new Key(channel, provider);
    }

    private record Key(String channel, String provider) {
        Row to(AddressForm address, Contents contents, Receipts receipts) {
            return new Row(new Abilities(channel, provider, address, contents, receipts, null, Limits.NONE, null));
        }
    }

    /** A row of the table, to which what is not the same everywhere is added. */
    private record Row(Abilities abilities) {
        Row limited(Limits limits) {
            return copy(abilities.knowsRepeatsFor(), limits, abilities.validity());
        }

        Row knowsRepeats(Duration span) {
            return copy(span, abilities.limits(), abilities.validity());
        }

        Row valid(Validity validity) {
            return copy(abilities.knowsRepeatsFor(), abilities.limits(), validity);
        }

        private Row copy(@Nullable Duration repeats, Limits limits, @Nullable Validity validity) {
            return new Row(new Abilities(
                    abilities.channel(),
                    abilities.provider(),
                    abilities.address(),
                    abilities.contents(),
                    abilities.receipts(),
                    repeats,
                    limits,
                    validity));
        }
    }
}
