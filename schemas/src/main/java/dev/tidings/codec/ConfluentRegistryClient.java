package dev.tidings.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A registry over the Confluent-compatible REST API (Confluent, Apicurio's {@code /apis/ccompat/v7}, Karapace and others).
 * Ids and schemas are asked for once and then cached. A schema must be self-contained Avro of at most 256 KB. Safe for use
 * by many threads.
 */
public final class ConfluentRegistryClient implements SchemaRegistry, AutoCloseable {
    static {
        AvroLimits.set();
    }

    static final int MAX_SCHEMA_CHARS = 256 * 1024;
    /** JSON in JSON: every quote of the schema has a backslash before it. */
    static final int MAX_ANSWER_BYTES = 2 * MAX_SCHEMA_CHARS;

    private static final Logger LOG = LoggerFactory.getLogger(ConfluentRegistryClient.class);
    private static final int MAX_CACHED = 500;
    /** Records of a broken producer must not become as many calls. */
    private static final Duration REMEMBER_ABSENT = Duration.ofSeconds(10);

    private static final ObjectMapper JSON = new ObjectMapper();

    private record Registered(String subject, Schema schema) {}

    private final Cache<Integer, Schema> schemas =
            Caffeine.newBuilder().maximumSize(MAX_CACHED).build();
    private final Cache<Integer, String> refused = Caffeine.newBuilder()
            .maximumSize(MAX_CACHED)
            .expireAfterWrite(REMEMBER_ABSENT)
            .build();
    private final Cache<Registered, Integer> ids =
            Caffeine.newBuilder().maximumSize(MAX_CACHED).build();
    private final String baseUrl;
    private final RegistryHttp http;

    /**
     * A client of the registry at this URL, which waits two seconds for a connection and five for an answer.
     *
     * @param baseUrl http or https; may have a path, must have no query and no login
     */
    public ConfluentRegistryClient(URI baseUrl) {
        this(baseUrl, Duration.ofSeconds(2), Duration.ofSeconds(5));
    }

    ConfluentRegistryClient(URI baseUrl, Duration connectTimeout, Duration timeout) {
        if (!String.valueOf(baseUrl.getScheme()).matches("https?")
                || baseUrl.getHost() == null
                || baseUrl.getRawQuery() != null
                || baseUrl.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "the schema registry's URL must be http or https with a host, without query and login");
        }
        this.baseUrl = baseUrl.toString().replaceAll("/+$", "");
        this.http = new RegistryHttp(connectTimeout, timeout);
    }

    @Override
    public int idOf(String subject, Schema schema) {
        Registered key = new Registered(subject, schema);
        Integer known = ids.getIfPresent(key);
        if (known == null) {
            known = register(subject, schema);
            ids.put(key, known);
        }
        return known;
    }

    @Override
    public Schema schemaOf(int id) throws IOException {
        Schema known = schemas.getIfPresent(id);
        if (known != null) {
            return known;
        }
        String why = refused.getIfPresent(id);
        if (why != null) {
            throw new IOException(why);
        }
        try {
            Schema schema = fetch(id);
            schemas.put(id, schema);
            return schema;
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("cause", e.getMessage()).log("schema {} of the registry cannot be used", id);
            refused.put(id, String.valueOf(e.getMessage()));
            throw e;
        }
    }

    @Override
    public void close() {
        http.close();
    }

    private Schema fetch(int id) throws IOException {
        RegistryHttp.Answer answer = http.send(
                request("/schemas/ids/" + Integer.toUnsignedString(id)).GET());
        if (answer.status() == 404) {
            throw new IOException("the registry has no schema of this id");
        }
        if (answer.status() != 200) {
            throw unavailable(answer);
        }
        JsonNode body = json(answer);
        if (!body.path("schemaType").asText("AVRO").equals("AVRO")) {
            throw new IOException("the registry's schema is not Avro");
        }
        return parse(body.path("schema").asText());
    }

    private static Schema parse(String text) throws IOException {
        if (text.length() > MAX_SCHEMA_CHARS) {
            throw new IOException("the registry's schema is too large");
        }
        try {
            return new Schema.Parser().setValidateDefaults(true).parse(text);
        } catch (AvroRuntimeException e) {
            throw new IOException("the registry's schema is no valid Avro schema", e);
        }
    }

    private int register(String subject, Schema schema) {
        String path = "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8) + "/versions";
        try {
            String body = JSON.writeValueAsString(Map.of("schema", schema.toString()));
            RegistryHttp.Answer answer = http.send(request(path).POST(BodyPublishers.ofString(body)));
            if (isRefusal(answer.status())) {
                throw new IllegalStateException("the schema registry refused the schema for subject " + subject
                        + " with status " + answer.status());
            }
            JsonNode id = answer.status() == 200 ? json(answer).path("id") : JSON.missingNode();
            if (!id.canConvertToInt() || !id.isIntegralNumber()) {
                throw unavailable(answer);
            }
            return id.intValue();
        } catch (IOException e) {
            throw new SchemaRegistryUnavailableException("the schema registry's answer cannot be read", e);
        }
    }

    /** Whether trying again is of no use: the schema is incompatible or otherwise not wanted. */
    private static boolean isRefusal(int status) {
        return status == 400 || status == 404 || status == 409 || status == 422;
    }

    private HttpRequest.Builder request(String path) {
        String mediaType = "application/vnd.schemaregistry.v1+json";
        return HttpRequest.newBuilder(URI.create(baseUrl + path))
                .header("Accept", mediaType)
                .header("Content-Type", mediaType);
    }

    private static JsonNode json(RegistryHttp.Answer answer) throws IOException {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            // Not Jackson's own exception: it quotes the input.
            throw new IOException("the registry's answer is no JSON");
        }
    }

    private static SchemaRegistryUnavailableException unavailable(RegistryHttp.Answer answer) {
        return new SchemaRegistryUnavailableException(
                "the schema registry does not serve", new IOException("status " + answer.status()));
    }
}
