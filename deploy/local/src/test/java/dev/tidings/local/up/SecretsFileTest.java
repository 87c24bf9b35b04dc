package dev.tidings.local.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsFileTest {
    private static final Set<String> NAMES = Set.of("TIDINGS_SHOP_WHATSAPP_TOKEN", "TIDINGS_SHOP_TWILIO_TOKEN");

    @TempDir
    Path folder;

    @Test
    void onlyTheOwnerCanReadIt() throws Exception {
        SecretsFile.open(file(), NAMES, new Random(1));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void keepsWhatItOnceMadeUp() {
        SecretsFile first = SecretsFile.open(file(), NAMES, new Random(1));
        SecretsFile second = SecretsFile.open(file(), NAMES, new Random(2));
        assertThat(second.accounts()).isEqualTo(first.accounts()).hasSize(2);
        assertThat(second.recipientKey()).isEqualTo(first.recipientKey());
    }

    @Test
    void addsOnlyWhatIsMissing() throws Exception {
        Files.writeString(file(), "# mine\nTIDINGS_SHOP_TWILIO_TOKEN = real\n");
        SecretsFile secrets = SecretsFile.open(file(), NAMES, new Random(1));
        assertThat(secrets.accounts())
                .containsEntry("TIDINGS_SHOP_TWILIO_TOKEN", "real")
                .hasSize(2);
        assertThat(Files.readString(file())).startsWith("# mine\nTIDINGS_SHOP_TWILIO_TOKEN = real\n");
    }

    @Test
    void makesUpAPasswordThatFitsIntoAnSmppBind() {
        SecretsFile secrets = SecretsFile.open(file(), Set.of("TIDINGS_SHOP_SMPP_PASSWORD"), new Random(1));
        assertThat(secrets.accounts().get("TIDINGS_SHOP_SMPP_PASSWORD")).hasSize(8);
    }

    @Test
    void namesSecretsButNeverTellsThem() {
        SecretsFile secrets = SecretsFile.open(file(), NAMES, new Random(1));
        assertThat(secrets.toString())
                .contains("TIDINGS_SHOP_TWILIO_TOKEN")
                .doesNotContain(secrets.accounts().values());
    }

    private Path file() {
        return folder.resolve("secrets.env");
    }
}
