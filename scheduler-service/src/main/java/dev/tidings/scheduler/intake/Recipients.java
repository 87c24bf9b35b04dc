package dev.tidings.scheduler.intake;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.tidings.abilities.AddressForm;
import java.util.Optional;

/** What a good recipient looks like. */
final class Recipients {
    private Recipients() {}

    /** What is wrong with it; empty: nothing. */
    static Optional<String> problem(String address, AddressForm form) {
        return switch (form) {
            case AddressForm.PhoneNumber _ ->
                isNumber(address) ? Optional.empty() : Optional.of("is no number in E.164 form");
            case AddressForm.UserId id -> id.fits(address) ? Optional.empty() : Optional.of("is not " + id.words());
        };
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
