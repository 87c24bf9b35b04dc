package dev.tidings.dispatcher.webhook;

import dev.tidings.dispatcher.webhook.WebhookMetrics.Answer;
import java.io.InputStream;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The address that Meta is told: {@code /webhooks/whatsapp/{accountId}}. */
@RestController
@RequestMapping("/webhooks/whatsapp/{accountId}")
final class WhatsAppWebhook {
    /** Meta sends a number. What is echoed must be harmless whatever a browser takes it for. */
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    private final WhatsAppIntake intake;
    private final WebhookMetrics metrics;
    private final long bodyLimit;

    WhatsAppWebhook(WhatsAppIntake intake, WebhookMetrics metrics, WebhookProperties properties) {
        this.intake = intake;
        this.metrics = metrics;
        this.bodyLimit = properties.bodyLimit().toBytes();
    }

    @GetMapping
    ResponseEntity<String> verify(
            @PathVariable String accountId,
            @RequestParam(name = "hub.mode", required = false) @Nullable String mode,
            @RequestParam(name = "hub.verify_token", required = false) @Nullable String token,
            @RequestParam(name = "hub.challenge", required = false) @Nullable String challenge) {
        boolean known = intake.verifies(accountId, token);
        boolean wellFormed = "subscribe".equals(mode)
                && challenge != null
                && CHALLENGE.matcher(challenge).matches();
        if (!known || !wellFormed) {
            return answer(Answer.REFUSED);
        }
        metrics.answered(Answer.VERIFIED);
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_PLAIN)
                .header("X-Content-Type-Options", "nosniff")
                .body(challenge);
    }

    @PostMapping
    ResponseEntity<String> receive(
            @PathVariable String accountId,
            @RequestHeader(name = "X-Hub-Signature-256", required = false) @Nullable String signature,
            @RequestHeader(name = HttpHeaders.CONTENT_LENGTH, defaultValue = "0") long announced,
            InputStream body) {
        return answer(announced > bodyLimit ? Answer.TOO_LONG : intake.take(accountId, signature, body));
    }

    /** Every answer is without a body: nothing tells one refusal from another. */
    private ResponseEntity<String> answer(Answer answer) {
        metrics.answered(answer);
        HttpStatus status = switch (answer) {
            case TAKEN, VERIFIED -> HttpStatus.OK;
            case REFUSED -> HttpStatus.FORBIDDEN;
            case TOO_LONG -> HttpStatus.CONTENT_TOO_LARGE;
            // Not 200, although a repeat will be no better: the provider's page of failed webhooks shows it, and
            // for as long as it repeats, a version of ours that can read it loses nothing.
            case CUT_OFF, MALFORMED -> HttpStatus.BAD_REQUEST;
            case NO_ROOM, NOT_PUBLISHED -> HttpStatus.SERVICE_UNAVAILABLE;
        };
        return ResponseEntity.status(status).build();
    }
}
