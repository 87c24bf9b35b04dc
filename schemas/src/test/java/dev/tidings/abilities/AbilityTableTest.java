package dev.tidings.abilities;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.FallbackTrigger;
import dev.tidings.contract.MediaContent;
import dev.tidings.contract.MediaKind;
import dev.tidings.contract.ParameterFormat;
import dev.tidings.contract.TemplateContent;
import dev.tidings.contract.TemplateMessage;
import dev.tidings.contract.TextContent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AbilityTableTest {
    static Stream<Abilities> all() {
        return AbilityTable.all().stream();
    }

    private static Abilities of(String name) {
        return all().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void knowsEveryChannelAndItsProviders() {
        assertThat(AbilityTable.channels())
                .containsExactly("instagram", "line", "messenger", "sms", "telegram", "viber", "whatsapp");
        assertThat(AbilityTable.providers("sms"))
                .containsExactly("alibaba-sms", "alibaba-sms-global", "smpp", "twilio");
        assertThat(AbilityTable.providers("pigeon")).isEmpty();
        assertThat(AbilityTable.of("whatsapp", "twilio")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void eachCarriesSomething(Abilities abilities) {
        Contents contents = abilities.contents();
        assertThat(contents.templates()
                        || contents.text().most() > 0
                        || !contents.media().isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "whatsapp/whatsapp-cloud, true, true",
        "messenger/messenger, true, true",
        "instagram/instagram, false, true",
        "telegram/telegram-bot, false, false",
        "line/line, false, false",
        "sms/twilio, true, false"
    })
    void firesOnlyOnWhatIsReported(String name, boolean undelivered, boolean unread) {
        Receipts receipts = of(name).receipts();
        assertThat(receipts.canFire(FallbackTrigger.UNDELIVERED)).isEqualTo(undelivered);
        assertThat(receipts.canFire(FallbackTrigger.UNREAD)).isEqualTo(unread);
        assertThat(receipts.canFire(FallbackTrigger.SEND_FAILED)).isTrue();
        assertThat(receipts.canFire(FallbackTrigger.UNCERTAIN)).isTrue();
        assertThat(receipts.canFire(FallbackTrigger.UNRECOGNIZED)).isFalse();
    }

    @Test
    void usesOurIdOnlyWhereEveryProviderOfTheChannelSendsItBack() {
        assertThat(AbilityTable.channels())
                .filteredOn(AbilityTable::echoesOurId)
                .containsExactly("whatsapp");
        assertThat(AbilityTable.echoesOurId("pigeon")).isFalse();
    }

    @Test
    void knowsRepeatsOnlyWhereEveryProviderOfTheChannelDoes() {
        assertThat(AbilityTable.knowsRepeatsFor("line")).contains(Duration.ofHours(24));
        assertThat(AbilityTable.channels())
                .filteredOn(channel -> AbilityTable.knowsRepeatsFor(channel).isPresent())
                .containsExactly("line");
        assertThat(AbilityTable.knowsRepeatsFor("pigeon")).isEmpty();
    }

    /** An emoji is one character, two units of UTF-16 and four bytes of UTF-8. */
    @ParameterizedTest
    @CsvSource({
        "messenger/messenger, 2000, true",
        "messenger/messenger, 2001, false",
        "telegram/telegram-bot, 2048, true",
        "telegram/telegram-bot, 2049, false",
        "instagram/instagram, 250, true",
        "instagram/instagram, 251, false"
    })
    void countsWhatTheProviderCounts(String name, int emojis, boolean fits) {
        TextContent text = new TextContent("😀".repeat(emojis));
        assertThat(of(name).contents().refusal(text).isEmpty()).isEqualTo(fits);
        assertThat(of(name).contents().refusalOfTask(text).isEmpty()).isEqualTo(fits);
    }

    @Test
    void refusesTemplatesAlikeInRequestsAndInTasks() {
        Contents none = of("line/line").contents();
        Contents only = of("sms/alibaba-sms").contents();
        TemplateContent asked = new TemplateContent("c", "en", Map.of());
        TemplateMessage frozen = new TemplateMessage("c", "en", ParameterFormat.NAMED, List.of());

        assertThat(none.refusal(asked)).isEqualTo(none.refusalOfTask(frozen)).isPresent();
        assertThat(only.refusal(asked)).isEqualTo(only.refusalOfTask(frozen)).isEmpty();
        assertThat(only.refusalOfTask(new TextContent("t")))
                .hasValueSatisfying(words -> assertThat(words).contains("no text"));
    }

    @Test
    void refusesMediaByKindAndCaption() {
        Contents whatsApp = of("whatsapp/whatsapp-cloud").contents();
        assertThat(whatsApp.refusal(media(MediaKind.AUDIO, null))).isEmpty();
        assertThat(whatsApp.refusal(media(MediaKind.AUDIO, "c")))
                .hasValueSatisfying(words -> assertThat(words).contains("no caption"));
        assertThat(whatsApp.refusal(media(MediaKind.IMAGE, "c".repeat(1_025))))
                .hasValueSatisfying(words -> assertThat(words).contains("1024"));
        assertThat(of("line/line").contents().refusal(media(MediaKind.VIDEO, null)))
                .isPresent();
        assertThat(of("sms/twilio").contents().refusal(media(MediaKind.VIDEO, null)))
                .isPresent();
    }

    private static MediaContent media(MediaKind kind, @Nullable String caption) {
        return new MediaContent(kind, "https://media.example/1", caption);
    }

    @Test
    void keepsAValidityWithinItsBounds() {
        Validity viber = Validity.seconds(30, 1_209_600);
        assertThat(viber.within(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(30));
        assertThat(viber.within(Duration.ofMinutes(5))).isEqualTo(Duration.ofMinutes(5));
        assertThat(viber.within(Duration.ofDays(30))).isEqualTo(Duration.ofDays(14));
    }
}
