package dev.tidings.testbed.simulator;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tidings.testbed.simulator.provider.Address;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One way of misbehaving, and for whom.
 *
 * @param channel The channel, as the catalog names it.
 * @param account The provider's id of the account; null for all.
 * @param number The recipient, a number with or without plus; null for all.
 * @param kind What happens.
 * @param value What the kind takes; null for its default.
 * @param forMs Ends by itself after so many milliseconds; null for not.
 * @param times Ends after so many calls; null for not.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Behaviour(
        String channel,
        @Nullable String account,
        @Nullable String number,
        BehaviourKind kind,
        @Nullable String value,
        @Nullable Long forMs,
        @Nullable Integer times) {
    private static final String CODE = "[\\w.-]{1,64}";
    private static final Pattern STATUS = Pattern.compile("[1-5]\\d{2}(:" + CODE + ")?");

    /** Checked here, so that a behaviour that cannot work is refused and not silently without effect. */
    @SuppressWarnings("ConstantValue") // JSON can leave out what the types promise.
    public Behaviour {
        if (channel == null || channel.isBlank()) {
            throw new IllegalArgumentException("channel is missing");
        }
        if (kind == null) {
            throw new IllegalArgumentException("kind is missing");
        }
        if ((forMs != null && forMs <= 0) || (times != null && times <= 0)) {
            throw new IllegalArgumentException("forMs and times must be more than 0");
        }
        if (number != null) {
            number = digits(number);
        }
        checkValue(kind, value);
    }

    /** A behaviour of a whole channel, until healed. */
    public static Behaviour of(String channel, BehaviourKind kind, @Nullable String value) {
        return new Behaviour(channel, null, null, kind, value, null, null);
    }

    /** This behaviour for one recipient only. */
    public Behaviour forNumber(String recipient) {
        return new Behaviour(channel, account, recipient, kind, value, forMs, times);
    }

    /** This behaviour for so many calls only. */
    public Behaviour forCalls(int calls) {
        return new Behaviour(channel, account, number, kind, value, forMs, calls);
    }

    /** This behaviour for so many milliseconds only. */
    public Behaviour forMillis(long milliseconds) {
        return new Behaviour(channel, account, number, kind, value, milliseconds, times);
    }

    boolean concerns(Address address) {
        return channel.equals(address.channel())
                && (account == null || account.equals(address.account()))
                && (number == null || number.equals(digits(address.to())));
    }

    /** The provider's own code that it names, if it names one. */
    Optional<String> code() {
        Optional<String> given = Optional.ofNullable(value);
        return switch (kind) {
            case STATUS ->
                given.filter(text -> text.indexOf(':') >= 0).map(text -> text.substring(text.indexOf(':') + 1));
            case FAIL_DELIVERY -> given;
            case HANG, THROTTLE, RESET_AFTER_ACCEPT, GARBAGE, LATENCY, TEMPLATE_DELETED, NO_RECEIPTS, READ ->
                Optional.empty();
        };
    }

    /** Whether this one takes the other's place. */
    boolean replaces(Behaviour other) {
        return kind == other.kind
                && channel.equals(other.channel)
                && Objects.equals(account, other.account)
                && Objects.equals(number, other.number)
                && (kind != BehaviourKind.TEMPLATE_DELETED || Objects.equals(value, other.value));
    }

    static String digits(String number) {
        return number.startsWith("+") ? number.substring(1) : number;
    }

    private static void checkValue(BehaviourKind kind, @Nullable String value) {
        boolean valid = switch (kind) {
            case STATUS -> value != null && STATUS.matcher(value).matches();
            case LATENCY -> value != null && isRange(value);
            case TEMPLATE_DELETED -> value != null && !value.isBlank();
            case THROTTLE -> value == null || value.matches("all|[1-9]\\d{0,8}");
            case HANG -> value == null || value.equals("after-accept");
            case FAIL_DELIVERY -> value == null || value.matches(CODE);
            case READ -> value == null || isRange(value);
            case RESET_AFTER_ACCEPT, GARBAGE, NO_RECEIPTS -> value == null;
        };
        if (!valid) {
            throw new IllegalArgumentException(
                    value == null
                            ? kind.id() + " needs a value"
                            : kind.id() + " does not take the value '" + value + "'");
        }
    }

    private static boolean isRange(String value) {
        for (String end : value.split("-", 2)) {
            Spans.parse(end);
        }
        return true;
    }
}
