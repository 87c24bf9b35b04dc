package dev.tidings.dispatcher.webhook;

import dev.tidings.dispatcher.channel.webhook.WebhookReply;
import dev.tidings.dispatcher.channel.webhook.WebhookRequest;
import dev.tidings.dispatcher.webhook.WebhookIntake.Decision;
import dev.tidings.dispatcher.webhook.WebhookMetrics.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponents;

/** The addresses that providers are told: {@code /webhooks/{channel}/{accountId}}. */
@RestController
@RequestMapping("/webhooks/{channel}/{accountId}")
final class WebhookController {
    private static final byte[] NO_BODY = new byte[0];

    private final WebhookIntake intake;
    private final BodyReader bodies;
    private final WebhookMetrics metrics;
    private final WebhookProperties properties;

    WebhookController(WebhookIntake intake, BodyReader bodies, WebhookMetrics metrics, WebhookProperties properties) {
        this.intake = intake;
        this.bodies = bodies;
        this.metrics = metrics;
        this.properties = properties;
    }

    @GetMapping
    ResponseEntity<String> handshake(
            @PathVariable String channel, @PathVariable String accountId, @RequestHeader HttpHeaders headers) {
        WebhookPath path = new WebhookPath(channel, accountId);
        return answer(path, intake.handshake(path, request(headers, NO_BODY)), Answer.VERIFIED);
    }

    @PostMapping
    ResponseEntity<String> receive(
            @PathVariable String channel,
            @PathVariable String accountId,
            @RequestHeader HttpHeaders headers,
            @RequestHeader(name = HttpHeaders.CONTENT_LENGTH, defaultValue = "0") long announced,
            InputStream body) {
        WebhookPath path = new WebhookPath(channel, accountId);
        if (announced > properties.bodyLimit().toBytes()) {
            return empty(path, Answer.TOO_LONG);
        }
        try {
            return switch (bodies.read(body)) {
                case BodyReader.Body.TooLong _ -> empty(path, Answer.TOO_LONG);
                case BodyReader.Body.NoRoom _ -> empty(path, Answer.NO_ROOM);
                case BodyReader.Body.Whole whole -> {
                    try (whole) {
                        yield answer(path, intake.take(path, request(headers, whole.bytes())), Answer.TAKEN);
                    }
                }
            };
        } catch (IOException e) {
            return empty(path, Answer.CUT_OFF);
        }
    }

    /**
     * Path and query as they came: asking for a parameter by its name would read a form's body. What stands before the path is
     * as configured, since whoever forwards requests to here may have changed it.
     */
    private WebhookRequest request(HttpHeaders headers, byte[] body) {
        UriComponents uri = ServletUriComponentsBuilder.fromCurrentRequest().build();
        String base = properties.publicUrl();
        return new WebhookRequest(
                base == null ? "" : base + uri.getPath(),
                Objects.requireNonNullElse(uri.getQuery(), ""),
                headers::getFirst,
                body);
    }

    private ResponseEntity<String> answer(WebhookPath path, Decision decision, Answer good) {
        return switch (decision) {
            case Decision.Taken(WebhookReply reply) -> {
                metrics.answered(path.channel(), good);
                yield reply.body().isEmpty() ? ResponseEntity.ok().build() : said(reply);
            }
            case Decision.Refused _ -> empty(path, Answer.REFUSED);
            case Decision.Malformed _ -> empty(path, Answer.MALFORMED);
            case Decision.NotPublished _ -> empty(path, Answer.NOT_PUBLISHED);
        };
    }

    private static ResponseEntity<String> said(WebhookReply reply) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(reply.contentType()))
                .header("X-Content-Type-Options", "nosniff")
                .body(reply.body());
    }

    /** Every answer but a good one is without a body: nothing tells one refusal from another. */
    private ResponseEntity<String> empty(WebhookPath path, Answer answer) {
        metrics.answered(path.channel(), answer);
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
