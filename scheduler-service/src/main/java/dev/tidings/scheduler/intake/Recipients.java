package dev.tidings.scheduler.intake;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Set;

/** Which channels address by telephone number, and what a good one looks like. */
final class Recipients {
    private static final Set<String> BY_NUMBER = Set.of("whatsapp", "sms", "viber");

    private Recipients() {}

    static boolean areNumbers(String channel) {
        return BY_NUMBER.contains(channel);
    }

    /** Whether it is in canonical E.164 form and of a length that its country has. */
    static boolean isNumber(String address) {
        // Without the plus, libphonenumber would need a region; with anything but digits behind it, it would guess.
        if (!address.startsWith("+")) {
            return false;
        }
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            PhoneNumber number = numbers.parse(address, null);
            return numbers.isPossibleNumber(number)
                    && numbers.format(number, PhoneNumberFormat.E164).equals(address);
        } catch (NumberParseException e) {
            return false;
        }
    }
}
