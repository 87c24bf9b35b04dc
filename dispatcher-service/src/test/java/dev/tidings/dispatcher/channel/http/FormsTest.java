package dev.tidings.dispatcher.channel.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormsTest {
    @Test
    void readsWhatItWrites() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("To", "+6581234567");
        fields.put("Body", "a&b=c d é😀");
        assertThat(Forms.write(fields)).startsWith("To=%2B6581234567&Body=a%26b%3Dc+d+");
        assertThat(Forms.read(Forms.write(fields)))
                .containsExactly(Map.entry("To", "+6581234567"), Map.entry("Body", "a&b=c d é😀"));
    }

    @Test
    void readsWhateverComes() {
        assertThat(Forms.read("")).isEmpty();
        assertThat(Forms.read("&&a&=b&c=d=e&f=%zz&a=2"))
                .containsExactly(
                        Map.entry("a", ""),
                        Map.entry("", "b"),
                        Map.entry("c", "d=e"),
                        Map.entry("f", "%zz"),
                        Map.entry("a", "2"));
    }
}
