package dev.tidings.dispatcher.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletResponse;

class HandshakeTest {
    @Test
    void echoesTheChallengeToWhoKnowsTheToken() throws Exception {
        MockHttpServletResponse answer = handshake("shop", "subscribe", "verify me", "1158201444");
        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getContentAsString()).isEqualTo("1158201444");
        assertThat(answer.getContentType()).startsWith("text/plain");
    }

    @ParameterizedTest
    @CsvSource({
        "shop,subscribe,wrong,1",
        "nobody,subscribe,verify me,1",
        "shop,unsubscribe,verify me,1",
        "shop,subscribe,verify me,<script>",
        "shop,subscribe,verify me,''",
        "nobody,subscribe,'',1",
        "shop,subscribe,'',1"
    })
    void echoesNothingOtherwise(String account, String mode, String token, String challenge) throws Exception {
        MockHttpServletResponse answer = handshake(account, mode, token, challenge);
        assertThat(answer.getStatus()).isEqualTo(403);
        assertThat(answer.getContentAsString()).isEmpty();
    }

    @Test
    void refusesAHandshakeWithoutParameters() throws Exception {
        assertThat(WebhookBench.mvc(new SimpleMeterRegistry(), _ -> CompletableFuture.allOf(), Duration.ofSeconds(5))
                        .perform(get("/webhooks/whatsapp/shop"))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(403);
    }

    private MockHttpServletResponse handshake(String account, String mode, String token, String challenge)
            throws Exception {
        return WebhookBench.mvc(new SimpleMeterRegistry(), _ -> CompletableFuture.allOf(), Duration.ofSeconds(5))
                .perform(get("/webhooks/whatsapp/" + account)
                        .queryParam("hub.mode", mode)
                        .queryParam("hub.verify_token", token)
                        .queryParam("hub.challenge", challenge))
                .andReturn()
                .getResponse();
    }
}
