package dev.tidings.testbed.simulator.twilio;

import dev.tidings.testbed.simulator.provider.Form;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/** The field that says where the status goes. */
final class StatusCallback {
    private static final String FIELD = "StatusCallback";
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    private StatusCallback() {}

    static Optional<TwilioError> problem(Form form) {
        return form.value(FIELD).isEmpty() || url(form).isPresent()
                ? Optional.empty()
                : TwilioError.bad(21609, "The 'StatusCallback' URL is not a valid URL.");
    }

    /** Where to post, if the message names a place on this machine: nothing is ever sent to another. */
    static Optional<URI> reachable(Form form) {
        return url(form).filter(url -> LOOPBACK.matcher(url.getHost()).matches());
    }

    private static Optional<URI> url(Form form) {
        return form.value(FIELD).flatMap(StatusCallback::parsed);
    }

    private static Optional<URI> parsed(String text) {
        try {
            URI url = new URI(text);
            boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            return http && url.getHost() != null ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
