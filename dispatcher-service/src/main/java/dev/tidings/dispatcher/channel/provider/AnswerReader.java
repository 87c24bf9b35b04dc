package dev.tidings.dispatcher.channel.provider;

import dev.tidings.contract.Reason;
import dev.tidings.contract.SenderAccount;
import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.dispatcher.channel.http.HttpAnswer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
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
    /** What is longer or has blanks is a sentence, which may quote anything. */
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}");

    private final InstantSource clock;
    private final UnknownCodes unknown;

    /**
     * A reader.
     *
     * @param clock what a date in Retry-After is compared with
     */
    public AnswerReader(InstantSource clock, UnknownCodes unknown) {
        this.clock = clock;
        this.unknown = unknown;
    }

    /** What an answer to an account means, read with its provider's own table. */
    public Outcome read(HttpProvider api, SenderAccount account, HttpAnswer answer) {
        return switch (answer) {
            case HttpAnswer.NotSent(String detail) -> new Outcome.Unreachable(detail);
            case HttpAnswer.Unclear(String detail) -> new Outcome.Uncertain(detail, null);
            case HttpAnswer.Answered answered -> read(api, account, answered);
        };
    }

    private Outcome read(HttpProvider api, SenderAccount account, HttpAnswer.Answered answer) {
        Reply reply = new Reply(answer.status(), answer.headers(), parse(answer.body()));
        Optional<String> id = api.mayAccept(reply.status()) ? api.acceptedId(reply) : Optional.empty();
        if (id.isPresent()) {
            return new Outcome.Accepted(id.get());
        }
        @Nullable
        String code = api.errorCode(reply)
                .filter(word -> CODE.matcher(word).matches())
                .orElse(null);
        Optional<Verdict> verdict =
                code == null ? Optional.empty() : api.errors().verdict(code);
        if (code != null && verdict.isEmpty()) {
            unknown.met(account);
        }
        Optional<Duration> inBody = api.retryAfter(reply).flatMap(RetryAfter::sane);
        @Nullable
        Duration asked = inBody.isPresent()
                ? inBody.get()
                : RetryAfter.parse(answer.headers().get("retry-after"), clock.instant());
        return verdict.map(known -> known.outcome(code, asked))
                .orElseGet(() -> byStatus(api, reply.status(), code, asked));
    }

    private static Outcome byStatus(HttpProvider api, int status, @Nullable String code, @Nullable Duration asked) {
        return switch (status / 100) {
            case 2 ->
                code != null && api.refusesWithSuccess()
                        ? undocumented(status, code)
                        : new Outcome.Uncertain("HTTP " + status + " without a message id", code);
            case 3 -> new Outcome.Uncertain("HTTP " + status + ", a redirect, is not followed", code);
            case 4 -> clientError(status, code, asked);
            default -> new Outcome.Uncertain("HTTP " + status + " without a documented meaning", code);
        };
    }

    private static Outcome clientError(int status, @Nullable String code, @Nullable Duration asked) {
        return switch (status) {
            case 429 -> new Outcome.Throttled("the provider limits the rate", code, asked, false);
            case 401 ->
                new Outcome.Rejected(Reason.AUTHENTICATION_FAILED, "the provider wants other credentials", code);
            // The provider gave up waiting for a request that it may have read in full.
            case 408 -> new Outcome.Uncertain("HTTP 408", code);
            default -> undocumented(status, code);
        };
    }

    private static Outcome undocumented(int status, @Nullable String code) {
        return new Outcome.Rejected(
                Reason.PROVIDER_ERROR, "HTTP " + status + " for a reason that is not documented", code);
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
