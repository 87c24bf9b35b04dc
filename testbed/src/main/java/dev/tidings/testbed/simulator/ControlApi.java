package dev.tidings.testbed.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.testbed.simulator.provider.Answer;
import dev.tidings.testbed.simulator.provider.Json;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The control API under {@code /_sim}: journal, behaviours, reports on demand, health. */
final class ControlApi {
    static final String PREFIX = "/_sim/";
    private static final Logger LOG = LoggerFactory.getLogger(ControlApi.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final Journal journal;
    private final Behaviours behaviours;
    private final Providers providers;
    private final Webhooks webhooks;
    private final ReportOnDemand reports;

    ControlApi(Journal journal, Behaviours behaviours, Providers providers, Webhooks webhooks, ReportOnDemand reports) {
        this.journal = journal;
        this.behaviours = behaviours;
        this.providers = providers;
        this.webhooks = webhooks;
        this.reports = reports;
    }

    CompletableFuture<Answer> handle(String method, String uri, String body) {
        QueryStringDecoder query = new QueryStringDecoder(uri);
        try {
            return switch (method + " " + query.path()) {
                case "GET /_sim/journal" -> journal(query.parameters());
                case "GET /_sim/behaviours" -> now(Answer.json(200, behaviours.all()));
                case "PUT /_sim/behaviours" -> now(put(body));
                case "DELETE /_sim/behaviours" -> now(heal(query.parameters()));
                case "POST /_sim/receipts" -> now(report(query.parameters()));
                case "POST /_sim/webhook/verify" -> verify(query.parameters());
                case "GET /_sim/health" -> now(health());
                default -> now(problem(404, "no such control; see --help"));
            };
        } catch (IllegalArgumentException e) {
            return now(problem(400, String.valueOf(e.getMessage())));
        }
    }

    private static CompletableFuture<Answer> now(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }

    private static Answer problem(int status, String text) {
        return Answer.json(status, Json.object().put("error", text));
    }

    private CompletableFuture<Answer> journal(Map<String, List<String>> query) {
        String channel = first(query, "channel");
        long after = number(query, "after", 0L);
        int limit = (int) Math.min(number(query, "limit", (long) Journal.CAPACITY), Journal.CAPACITY);
        String wait = first(query, "wait");
        Duration span = wait == null ? Duration.ZERO : Spans.parse(wait);
        CompletableFuture<List<JournalEntry>> found = new CompletableFuture<>();
        look(found, channel, after, limit);
        if (span.isZero()) {
            found.complete(List.of());
        }
        return found.completeOnTimeout(
                        List.of(), Math.min(span.toMillis(), LONGEST_WAIT.toMillis()), TimeUnit.MILLISECONDS)
                .thenApply(entries -> Answer.json(200, entries));
    }

    /** Looks once now and again with each new entry, from where it stopped, until something is found or the time is over. */
    private void look(CompletableFuture<List<JournalEntry>> found, @Nullable String channel, long after, int limit) {
        if (found.isDone()) {
            return;
        }
        CompletableFuture<Void> next = journal.next();
        long seen = Math.max(after, journal.calls());
        List<JournalEntry> entries = journal.after(after, channel, limit);
        if (entries.isEmpty()) {
            var _ = next.thenRunAsync(() -> look(found, channel, seen, limit));
        } else {
            found.complete(entries);
        }
    }

    private Answer put(String body) {
        Behaviour behaviour = parse(body);
        behaviours.add(behaviour);
        LOG.info("behaviour {} set, channel={}", behaviour.kind().id(), behaviour.channel());
        return Answer.json(200, behaviour);
    }

    private static Behaviour parse(String body) {
        try {
            Behaviour behaviour = Json.MAPPER.readValue(body, Behaviour.class);
            if (behaviour != null) {
                return behaviour;
            }
        } catch (JsonProcessingException e) {
            // The record's own sentence is the useful one; Jackson's would quote the body.
            if (e.getCause() instanceof IllegalArgumentException said) {
                throw new IllegalArgumentException(said.getMessage(), e);
            }
        }
        throw new IllegalArgumentException(
                "the body must be JSON {channel, account?, number?, kind, value?, forMs?, times?} and nothing else");
    }

    private Answer heal(Map<String, List<String>> query) {
        String number = first(query, "number");
        String digits = number == null ? null : Behaviour.digits(number.strip());
        String kind = first(query, "kind");
        BehaviourKind wanted = kind == null ? null : BehaviourKind.named(kind);
        int healed = behaviours.heal(each -> matches(first(query, "channel"), each, Behaviour::channel)
                && matches(first(query, "account"), each, Behaviour::account)
                && matches(digits, each, Behaviour::number)
                && (wanted == null || wanted == each.kind()));
        LOG.info("{} behaviours healed", healed);
        return Answer.json(200, Json.object().put("healed", healed));
    }

    private static boolean matches(
            @Nullable String wanted, Behaviour behaviour, Function<Behaviour, @Nullable String> part) {
        return wanted == null || wanted.equals(part.apply(behaviour));
    }

    private Answer report(Map<String, List<String>> query) {
        String channel = first(query, "channel");
        String number = first(query, "number");
        String kind = first(query, "kind");
        if (channel == null || number == null || kind == null) {
            throw new IllegalArgumentException("channel, number and kind must be given");
        }
        int told = reports.make(channel, number.strip(), kind);
        return told == 0
                ? problem(409, "there is no message for that number of which nothing is reported otherwise")
                : Answer.json(200, Json.object().put("reported", told));
    }

    private CompletableFuture<Answer> verify(Map<String, List<String>> query) {
        String channel = first(query, "channel");
        String account = first(query, "account");
        if (channel == null || account == null) {
            return now(problem(400, "channel and account of the catalog must be given"));
        }
        return providers
                .handshake(channel, account)
                .map(webhooks::shake)
                .map(answer -> answer.thenApply(json -> new Answer(200, "application/json; charset=UTF-8", json)))
                .orElseGet(
                        () -> now(problem(409, "the account has no webhook to set up, or nothing to set it up with")));
    }

    private Answer health() {
        ObjectNode root = Json.object()
                .put("status", "UP")
                .put("calls", journal.calls())
                .put("accepted", journal.acceptedCalls())
                .put("behaviours", behaviours.all().size());
        root.set("receipts", Json.MAPPER.valueToTree(webhooks.counts()));
        return Answer.json(200, root);
    }

    private static @Nullable String first(Map<String, List<String>> query, String name) {
        List<String> values = query.getOrDefault(name, List.of());
        return values.isEmpty() || values.getFirst().isEmpty() ? null : values.getFirst();
    }

    private static long number(Map<String, List<String>> query, String name, long otherwise) {
        String text = first(query, name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("\\d{1,18}")) {
            throw new IllegalArgumentException(name + " must be a number");
        }
        return Long.parseLong(text);
    }
}
