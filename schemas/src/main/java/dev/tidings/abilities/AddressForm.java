package dev.tidings.abilities;

import java.util.regex.Pattern;

/** What recipients are called by. */
public sealed interface AddressForm {
    /** A telephone number in E.164 form, with its plus. */
    record PhoneNumber() implements AddressForm {}

    /**
     * The provider's own id of a person, or of a group.
     *
     * @param words what it looks like, for people
     * @param pattern the whole of it
     */
    record UserId(String words, Pattern pattern) implements AddressForm {
        /** Whether an address looks like one. */
        public boolean fits(String address) {
            return pattern.matcher(address).matches();
        }
    }

    /** An id of this form. */
    static AddressForm id(String words, String pattern) {
        return new UserId(words, Pattern.compile(pattern));
    }
}
