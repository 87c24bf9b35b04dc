package dev.tidings.dispatcher.channel.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.tidings.contract.Receipt;
import dev.tidings.contract.SenderAccount;
import dev.tidings.dispatcher.webhook.WebhookBench;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;

/** What the webhooks of Messenger and Instagram have in common, over HTTP. */
public abstract class MetaWebhookContract {
    /** When a person's events happened, before the benches' now. */
    protected static final long AT = 1_700_000_000_000L;

    protected WebhookBench bench;

    /** The account, named shop. */
    protected abstract SenderAccount account();

    /** Who the account is for Meta. */
    protected abstract String owner();

    /** What an event says that a message was read. */
    protected abstract String read();

    @BeforeEach
    void open() {
        bench = new WebhookBench(
                account(), Map.of("SECRET_A", "new secret", "SECRET_B", "old secret", "VERIFY", "verify me"));
    }

    /** A webhook with these events. */
    protected final String webhook(String... events) {
        return "{\"object\":\"x\",\"entry\":[{\"id\":\"" + owner() + "\",\"time\":" + AT + ",\"messaging\":["
                + String.join(",", events) + "]}]}";
    }

    /** An event in a conversation with that person. */
    protected final String event(String person, String what) {
        return "{\"sender\":{\"id\":\"" + person + "\"},\"recipient\":{\"id\":\"" + owner() + "\"},\"timestamp\":" + AT
                + "," + what + "}";
    }

    /** The receipts of a webhook that is taken. */
    protected final List<Receipt> taken(String body) throws Exception {
        assertThat(posted("shop", "new secret", body).getStatus()).isEqualTo(200);
        return bench.receipts;
    }

    private MockHttpServletResponse posted(String account, String secret, String body) throws Exception {
        return send(account, body.getBytes(StandardCharsets.UTF_8), sign(secret, body));
    }

    private MockHttpServletResponse send(String account, byte[] body, String signature) throws Exception {
        return bench.call(post(path(account))
                .contentType("application/json")
                .content(body)
                .header("X-Hub-Signature-256", signature));
    }

    private String path(String account) {
        return "/webhooks/" + account().channel() + "/" + account;
    }

    private static String sign(String secret, String body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"new secret", "old secret"})
    void takesBothSecretsWhileOneIsReplaced(String secret) throws Exception {
        assertThat(posted("shop", secret, webhook(event("7", read()))).getStatus())
                .isEqualTo(200);
        assertThat(bench.receipts).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"shop, guessed", "nobody, new secret", "shop, 'keeps the time the same, and is never right'"})
    void refusesWhatIsForgedOrForNobody(String account, String secret) throws Exception {
        MockHttpServletResponse refused = posted(account, secret, webhook(event("7", read())));
        assertThat(refused.getStatus()).isEqualTo(403);
        assertThat(refused.getContentAsString()).isEmpty();
        assertThat(bench.receipts).isEmpty();
    }

    @Test
    void refusesATruncatedBody() throws Exception {
        String whole = webhook(event("7", read()));
        byte[] cut = Arrays.copyOf(whole.getBytes(StandardCharsets.UTF_8), whole.length() - 1);
        assertThat(send("shop", cut, sign("new secret", whole)).getStatus()).isEqualTo(403);
        assertThat(bench.receipts).isEmpty();
    }

    @Test
    void takesNothingLongerThanTheLimit() throws Exception {
        String body = webhook(event("7", read()));
        assertThat(posted("shop", "new secret", body + " ".repeat(3 * 1024 * 1024))
                        .getStatus())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "\"text\"", "{} trailing", "{\"entry\":[{"})
    void answersSignedNonsenseWith400(String body) throws Exception {
        assertThat(posted("shop", "new secret", body).getStatus()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"entry\":7}",
                "{\"entry\":[7,null,{\"messaging\":{}},{\"id\":[],\"messaging\":[null,7]}]}",
            })
    void takesWhatReportsNothing(String body) throws Exception {
        assertThat(taken(body)).isEmpty();
    }

    @Test
    void leavesAloneWhatPeopleWrite() throws Exception {
        assertThat(taken(webhook(event("7", "\"message\":{\"mid\":\"m\",\"text\":\"call me\"}"))))
                .isEmpty();
    }

    @Test
    void leavesAnothersEventsAlone() throws Exception {
        assertThat(taken(webhook(event("7", read())).replace(owner(), "999"))).isEmpty();
        assertThat(bench.statuses("other_number")).isEqualTo(1);
    }

    @Test
    void takesARepeatForWhatItIs() throws Exception {
        String body = webhook(event("7", read()), event("7", read()));
        assertThat(taken(body)).hasSize(2);
        assertThat(bench.receipts.getFirst()).isEqualTo(bench.receipts.getLast());
    }

    @ParameterizedTest
    @CsvSource({"verify me, 200, 1158201444", "guessed, 403, ''"})
    void isSetUpByWhoKnowsTheToken(String token, int status, String body) throws Exception {
        MockHttpServletResponse answer = bench.call(get(path("shop"))
                .queryParam("hub.mode", "subscribe")
                .queryParam("hub.challenge", "1158201444")
                .queryParam("hub.verify_token", token));
        assertThat(answer.getStatus()).isEqualTo(status);
        assertThat(answer.getContentAsString()).isEqualTo(body);
    }
}
