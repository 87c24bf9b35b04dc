package dev.tidings.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.Event;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class SchemasTest {
    @Test
    void everyEventHasASchemaAndTheOtherWayRound() {
        assertThat(EventSchemas.current().values())
                .extracting(Schema::getName)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Event.class.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .toList());
    }

    @Test
    void everyTypeAndFieldSaysWhatItIs() {
        for (Schema schema : named().values()) {
            assertThat(schema.getDoc()).as(schema.getFullName()).isNotBlank();
            if (schema.getType() == Schema.Type.RECORD) {
                assertThat(schema.getFields())
                        .allSatisfy(field -> assertThat(field.doc())
                                .as("%s.%s", schema.getName(), field.name())
                                .isNotBlank());
            }
        }
    }

    @Test
    void optionalFieldsDefaultToNull() {
        named().values().stream()
                .filter(schema -> schema.getType() == Schema.Type.RECORD)
                .flatMap(schema -> schema.getFields().stream())
                .filter(field -> field.schema().isNullable())
                .forEach(field ->
                        assertThat(field.hasDefaultValue()).as(field.name()).isTrue());
    }

    @Test
    void enumsHaveTheSameSymbolsInContractAndSchema() throws ClassNotFoundException {
        for (Schema schema : named().values()) {
            if (schema.getType() == Schema.Type.ENUM) {
                Class<?> type = schema.getName().equals("Weekday")
                        ? DayOfWeek.class
                        : Class.forName("dev.tidings.contract." + schema.getName());
                assertThat(Arrays.stream(type.getEnumConstants()).map(Object::toString))
                        .as(schema.getName())
                        .containsExactlyInAnyOrderElementsOf(schema.getEnumSymbols());
            }
        }
    }

    @Test
    void everyEnumHasADefaultForSymbolsOfALaterVersion() {
        assertThat(named().values().stream().filter(schema -> schema.getType() == Schema.Type.ENUM))
                .filteredOn(schema -> !schema.getName().equals("Weekday"))
                .allSatisfy(schema ->
                        assertThat(schema.getEnumDefault()).as(schema.getName()).isNotNull());
    }

    private static Map<String, Schema> named() {
        Map<String, Schema> found = new LinkedHashMap<>();
        EventSchemas.current().values().forEach(schema -> collect(schema, found));
        return found;
    }

    private static void collect(Schema schema, Map<String, Schema> found) {
        switch (schema.getType()) {
            case RECORD -> {
                if (found.put(schema.getFullName(), schema) == null) {
                    schema.getFields().forEach(field -> collect(field.schema(), found));
                }
            }
            case ENUM -> found.put(schema.getFullName(), schema);
            case UNION -> collectAll(schema.getTypes(), found);
            case ARRAY -> collect(schema.getElementType(), found);
            case MAP -> collect(schema.getValueType(), found);
            default -> assertThat(schema.getType()).isNotEqualTo(Schema.Type.FIXED);
        }
    }

    private static void collectAll(Collection<Schema> schemas, Map<String, Schema> found) {
        schemas.forEach(schema -> collect(schema, found));
    }
}
