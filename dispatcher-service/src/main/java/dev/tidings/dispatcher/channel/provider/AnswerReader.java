package dev.tidings.dispatcher.channel.provider;

import dev.tidings.contract.Reason;
import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.dispatcher.channel.http.HttpAnswer;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Reads a provider's answer. The provider's own code counts most, then the HTTP status: a 4xx refused the message, and a
 * 5xx or a 2xx that cannot be understood may hide one that went out. Nothing of the answer's text is passed on, since
 * providers quote addresses in it.
 */
public final class AnswerReader {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private AnswerReader() {}

    /** What an answer means, read with the provider's own table. */
    public static Outcome read(ProviderApi api, HttpAnswer answer, Instant now) {
        return switch (answer) {
            case HttpAnswer.NotSent(String detail) -> new Outcome.Unreachable(detail);
            case HttpAnswer.Unclear(String detail) -> new Outcome.Uncertain(detail, null);
            case HttpAnswer.Answered answered -> read(api, answered, now);
        };
    }

    private static Outcome read(ProviderApi api, HttpAnswer.Answered answer, Instant now) {
        JsonNode json = parse(answer.body());
        boolean success = answer.status() / 100 == 2;
        Optional<String> id = success ? api.acceptedId(json) : Optional.empty();
        if (id.isPresent()) {
            return new Outcome.Accepted(id.get());
        }
        OptionalInt code = api.errorCode(json);
        String providerCode = code.isPresent() ? Integer.toString(code.getAsInt()) : null;
        Optional<Verdict> verdict = code.isPresent() ? api.errors().verdict(code.getAsInt()) : Optional.empty();
        return verdict.map(known -> outcome(known, providerCode, answer, now))
                .orElseGet(() -> byStatus(answer, providerCode, now));
    }

    private static Outcome outcome(Verdict verdict, @Nullable String code, HttpAnswer.Answered answer, Instant now) {
        return switch (verdict) {
            case Verdict.Refused(Reason reason, String detail) -> new Outcome.Rejected(reason, detail, code);
            case Verdict.TooFast(String detail, boolean recipientOnly) ->
                new Outcome.Throttled(detail, code, RetryAfter.parse(answer.retryAfter(), now), recipientOnly);
            case Verdict.Trouble(String detail) -> new Outcome.Unreachable(detail + ", code " + code);
        };
    }

    private static Outcome byStatus(HttpAnswer.Answered answer, @Nullable String code, Instant now) {
        int status = answer.status();
        return switch (status / 100) {
            case 2 -> new Outcome.Uncertain("HTTP " + status + " without a message id", code);
            case 3 -> new Outcome.Uncertain("HTTP " + status + ", a redirect, is not followed", code);
            case 4 -> clientError(answer, code, now);
            default -> new Outcome.Uncertain("HTTP " + status + " without a documented meaning", code);
        };
    }

    private static Outcome clientError(HttpAnswer.Answered answer, @Nullable String code, Instant now) {
        int status = answer.status();
        return switch (status) {
            case 429 ->
                new Outcome.Throttled(
                        "the provider limits the rate", code, RetryAfter.parse(answer.retryAfter(), now), false);
            case 401 ->
                new Outcome.Rejected(Reason.AUTHENTICATION_FAILED, "the provider wants other credentials", code);
            // The provider gave up waiting for a request that it may have read in full.
            case 408 -> new Outcome.Uncertain("HTTP 408", code);
            default ->
                new Outcome.Rejected(
                        Reason.PROVIDER_ERROR, "HTTP " + status + " for a reason that is not documented", code);
        };
    }

    private static JsonNode parse(String body) {
        try {
            JsonNode json = JSON.readTree(body);
            return json == null ? MissingNode.getInstance() : json;
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }
}
