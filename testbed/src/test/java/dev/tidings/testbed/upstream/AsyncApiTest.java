package dev.tidings.testbed.upstream;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidings.codec.Codec;
import dev.tidings.codec.DeadLetterHeaders;
import dev.tidings.codec.Decoded;
import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.CampaignControl;
import dev.tidings.contract.CancelSend;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Event;
import dev.tidings.contract.FallbackPolicy;
import dev.tidings.contract.PolicyRules;
import dev.tidings.contract.RequestRules;
import dev.tidings.contract.RescheduleSend;
import dev.tidings.contract.SendRequest;
import dev.tidings.local.up.UpCommand;
import dev.tidings.topics.TopicSpec;
import dev.tidings.topics.Topics;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** deploy/asyncapi.yaml, as AsyncAPI's own parser understands it, against the code. */
class AsyncApiTest {
    private static final String EVENTS = "dev.tidings.avro.";
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    /** What the docs of our schemas say of where their records are. */
    private static final Pattern PLACE = Pattern.compile("Topic (tidings\\.[a-z-]+), key (.+?)\\.(?: |$)");

    private static JsonNode api;

    @BeforeAll
    static void parse() throws Exception {
        Node.assumeInstalled("asyncapi", "upstream");
        api = new ObjectMapper().readTree(Node.run(Map.of(), "asyncapi/describe.mjs", "../deploy/asyncapi.yaml"));
    }

    @Test
    void itsParserFindsNothingToComplainOf() {
        assertThat(elements(api.path("complaints")))
                // Most tools do not know 3.1.0 yet.
                .filteredOn(complaint -> !complaint.path("code").asText().equals("asyncapi-latest-version"))
                .isEmpty();
    }

    @Test
    void everyTopicIsAChannelOrNamedAsInternal() {
        assertThat(Stream.concat(
                        channels().keySet().stream(),
                        elements(api.path("internalTopics")).map(JsonNode::asText)))
                .containsExactlyInAnyOrderElementsOf(
                        Topics.all().stream().map(TopicSpec::name).toList());
    }

    @Test
    void channelsAreTheTopicsThatAreDeclared() {
        Map<String, String> declared = Topics.all().stream()
                .filter(spec -> channels().containsKey(spec.name()))
                .collect(toMap(
                        TopicSpec::name,
                        spec -> spec.name()
                                + ' '
                                + (spec.keyed() ? UpCommand.PARTITIONS : 1)
                                + ' '
                                + new TreeMap<>(spec.settings())));

        Map<String, String> told = channels().entrySet().stream()
                .collect(toMap(Map.Entry::getKey, channel -> declaration(channel.getValue())));
        assertThat(told).isEqualTo(declared);
    }

    @Test
    void everyRecordOfAPublicTopicIsAMessageOfItUnderItsKeyAndNothingElseIs() {
        Set<String> declared = new TreeSet<>();
        for (Schema schema : events()) {
            Matcher place = PLACE.matcher(schema.getDoc());
            if (place.find() && channels().containsKey(place.group(1))) {
                declared.add(place.group(1) + ": " + schema.getFullName() + " under " + place.group(2));
            }
        }
        declared.add(Topics.DEAD_LETTERS + ": DeadLetter under as it came");

        Set<String> told = new TreeSet<>();
        channels()
                .forEach((topic, channel) -> elements(channel.path("messages"))
                        .forEach(message -> told.add(topic + ": " + type(message) + " under "
                                + message.path("key").asText())));
        assertThat(told).isEqualTo(declared);
    }

    @Test
    void schemasAreThoseOfTheCodeWithEveryWordOfThem() {
        Map<String, String> told = eventMessages().stream()
                .collect(toMap(
                        AsyncApiTest::type,
                        message -> pretty(message.path("schema").toString())));

        Map<String, String> declared = events().stream()
                .filter(schema -> told.containsKey(schema.getFullName()))
                .collect(toMap(Schema::getFullName, AsyncApiTest::withoutJava));
        assertThat(told).isEqualTo(declared);
    }

    @Test
    void headersAreThoseThatAreWrittenAndTypesAreTheirs() throws Exception {
        Set<String> ofEvents = constants(EventHeaders.class);
        assertThat(eventMessages()).isNotEmpty().allSatisfy(message -> {
            assertThat(fields(message.path("headers")).keySet()).isEqualTo(ofEvents);
            assertThat(message.path("headers").path(EventHeaders.TYPE).asText()).isEqualTo(type(message));
        });
        Set<String> ofDeadLetters = constants(DeadLetterHeaders.class);
        assertThat(messages().filter(message -> type(message).equals("DeadLetter")))
                .singleElement()
                .satisfies(letter ->
                        assertThat(fields(letter.path("headers")).keySet()).isEqualTo(ofDeadLetters));
    }

    @Test
    void everyMessageIsOfAnOperationThatGoesTheRightWay() {
        Map<String, Set<String>> declared = new TreeMap<>();
        channels()
                .forEach((topic, channel) -> declared.put(
                        topic + (topic.equals(Topics.REQUESTS) || topic.equals(Topics.CATALOG) ? " send" : " receive"),
                        elements(channel.path("messages"))
                                .map(AsyncApiTest::type)
                                .collect(toSet())));

        Map<String, Set<String>> told = new TreeMap<>();
        elements(api.path("operations"))
                .forEach(operation -> told.merge(
                        operation.path("topic").asText() + " "
                                + operation.path("action").asText(),
                        elements(operation.path("types")).map(JsonNode::asText).collect(toSet()),
                        (some, more) ->
                                Stream.concat(some.stream(), more.stream()).collect(toSet())));
        assertThat(told).isEqualTo(declared);
    }

    @Test
    void examplesAreWhatTheCodecReadsAndBreakNoRule() {
        Codec codec = Codec.singleObject();
        assertThat(eventMessages()).isNotEmpty().allSatisfy(message -> {
            assertThat(message.path("examples")).isNotEmpty();
            elements(message.path("examples")).forEach(example -> {
                byte[] value = HexFormat.of().parseHex(example.path("value").asText());
                Decoded decoded = codec.decode(headers(example), value);
                assertThat(decoded)
                        .as(example.path("name").asText())
                        .isInstanceOfSatisfying(Decoded.Known.class, known -> {
                            assertThat(Codec.type(known.event())).isEqualTo(type(message));
                            assertThat(problems(known.event())).isEmpty();
                            assertThat(fields(example.path("headers")).keySet())
                                    .isSubsetOf(fields(message.path("headers")).keySet());
                        });
            });
        });
    }

    @Test
    void itIsOfTheVersionThatIsBuilt() throws Exception {
        String pom = Files.readString(Path.of("..", "pom.xml"));
        Matcher version =
                Pattern.compile("<version>([0-9.]+)(?:-SNAPSHOT)?</version>").matcher(pom);
        assertThat(version.find()).isTrue();
        assertThat(api.path("version").asText()).isEqualTo(version.group(1));
    }

    private static List<String> problems(Event event) {
        return switch (event) {
            case SendRequest request -> RequestRules.problems(request, NOW);
            case CancelSend cancel -> RequestRules.problems(cancel);
            case RescheduleSend reschedule -> RequestRules.problems(reschedule, NOW);
            case CampaignControl control -> RequestRules.problems(control);
            case FallbackPolicy policy -> PolicyRules.problems(policy);
            case DeliveryResult result ->
                result.eventId().startsWith(result.requestId() + '/') ? List.of() : List.of("eventId");
            default -> List.of();
        };
    }

    private static Map<String, JsonNode> channels() {
        return elements(api.path("channels"))
                .collect(toMap(channel -> channel.path("topic").asText(), identity()));
    }

    private static List<JsonNode> eventMessages() {
        return messages().filter(message -> type(message).startsWith(EVENTS)).toList();
    }

    private static Stream<JsonNode> messages() {
        return channels().values().stream().flatMap(channel -> elements(channel.path("messages")));
    }

    private static List<Schema> events() {
        return Arrays.stream(Event.class.getPermittedSubclasses())
                .map(type -> schema(EVENTS + type.getSimpleName()))
                .toList();
    }

    private static Schema schema(String name) {
        try {
            return (Schema) Class.forName(name).getMethod("getClassSchema").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Avro's classes note in their schemas which class of Java a text becomes. */
    private static String withoutJava(Schema schema) {
        String plain = schema.toString()
                .replace("{\"type\":\"string\",\"avro.java.string\":\"String\"}", "\"string\"")
                .replace(",\"avro.java.string\":\"String\"", "");
        return pretty(plain);
    }

    private static String pretty(String schema) {
        return SchemaFormatter.format("json/pretty", new Schema.Parser().parse(schema));
    }

    private static Set<String> constants(Class<?> names) throws IllegalAccessException {
        Map<String, String> found = new HashMap<>();
        for (Field field : names.getFields()) {
            if (field.getType() == String.class) {
                found.put(field.getName(), (String) field.get(null));
            }
        }
        return Set.copyOf(found.values());
    }

    private static String declaration(JsonNode channel) {
        Map<String, String> settings = new TreeMap<>();
        fields(channel.path("settings")).forEach((name, value) -> settings.put(name, setting(value)));
        return channel.path("boundTopic").asText() + ' ' + channel.path("partitions") + ' ' + settings;
    }

    private static String setting(JsonNode value) {
        return value.isArray()
                ? String.join(",", elements(value).map(JsonNode::asText).toList())
                : value.asText();
    }

    private static Headers headers(JsonNode example) {
        Headers headers = new RecordHeaders();
        fields(example.path("headers"))
                .forEach((name, value) -> headers.add(name, value.asText().getBytes(StandardCharsets.UTF_8)));
        return headers;
    }

    private static String type(JsonNode message) {
        return message.path("type").asText();
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return array.valueStream();
    }

    private static Map<String, JsonNode> fields(JsonNode object) {
        return object.propertyStream().collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
