package dev.tidings.local.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.contract.FallbackChoice;
import dev.tidings.contract.MediaContent;
import dev.tidings.contract.MediaKind;
import dev.tidings.contract.Priority;
import dev.tidings.contract.SendRequest;
import dev.tidings.contract.TemplateContent;
import dev.tidings.contract.TextContent;
import dev.tidings.local.settings.UserError;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class RequestOptionsTest {
    private static final Instant NOW = Instant.parse("2026-11-30T00:00:00Z");
    private static final String BASE = "--channel whatsapp --account shop --to +6581234567 ";

    @Test
    void makesATimedRequestWithAFallback() {
        SendRequest request = request(BASE + "--template order_update --lang zh --param name=Ann --param id=7"
                + " --at +10s --fallback sms-on-failure --sms Hello --phone +6580000000 --id a-1 --priority high"
                + " --valid-for 10m --spread 5m --campaign autumn --tenant t");
        assertThat(request.requestId()).isEqualTo("a-1");
        assertThat(request.tenant()).isEqualTo("t");
        assertThat(request.content())
                .isEqualTo(new TemplateContent("order_update", "zh", Map.of("name", "Ann", "id", "7")));
        assertThat(request.sendAt()).isEqualTo(NOW.plusSeconds(10));
        assertThat(request.fallback()).isEqualTo(new FallbackChoice("sms-on-failure", "Hello", "+6580000000"));
        assertThat(request.priority()).isEqualTo(Priority.HIGH);
        assertThat(request.spread()).isEqualTo(Duration.ofMinutes(5));
        assertThat(request.campaignId()).isEqualTo("autumn");
        assertThat(request.validFor()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void asksForAnImmediateTextUnderANewId() {
        SendRequest request = request(BASE + "--text Hello");
        assertThat(request.content()).isEqualTo(new TextContent("Hello"));
        assertThat(request.sendAt()).isNull();
        assertThat(request.fallback()).isNull();
        assertThat(request.requestId()).matches("cli-[0-9a-f]{12}");
    }

    @Test
    void asksForMediaOnAnyChannel() {
        SendRequest request =
                request("--channel telegram --account shop --to 42 --media https://m.example/a --kind audio --text Hi");
        assertThat(request.channel()).isEqualTo("telegram");
        assertThat(request.content()).isEqualTo(new MediaContent(MediaKind.AUDIO, "https://m.example/a", "Hi"));
    }

    @Test
    void namesTheChannelsWhereItIsGivenAnother() {
        assertThatThrownBy(() -> request("--channel pigeon --account shop --to 1 --text Hello"))
                .isInstanceOf(UserError.class)
                .hasMessage("--channel is one of instagram, line, messenger, sms, telegram, viber, whatsapp.");
    }

    @Test
    void refusesTemplateAndTextTogether() {
        assertThatThrownBy(() -> request(BASE + "--text Hello --template t"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("Say what to send");
    }

    @Test
    void refusesAnSmsWithoutAPolicy() {
        assertThatThrownBy(() -> request(BASE + "--text Hello --sms Hello"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("--sms and --phone need --fallback");
    }

    private static SendRequest request(String arguments) {
        Holder holder = new Holder();
        new CommandLine(holder).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments.split(" ", -1));
        return holder.options.toRequest(NOW, ZoneOffset.UTC, new Random(1));
    }

    /** As in the command, the options are a group of somebody else. */
    @CommandLine.Command
    static final class Holder {
        @CommandLine.ArgGroup(exclusive = false, multiplicity = "1")
        RequestOptions options = new RequestOptions();
    }
}
