package dev.tidings.codec;

import dev.tidings.contract.Event;
import dev.tidings.contract.TraceParent;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes instances of every event out of the components of its record, so that a new field is covered by itself. */
public final class RandomEvents {
    /** How much of an event is filled in. */
    public enum Fill {
        MINIMAL,
        FULL,
        MIXED
    }

    private final RandomGenerator random;
    private final Fill fill;

    public RandomEvents(RandomGenerator random, Fill fill) {
        this.random = random;
        this.fill = fill;
    }

    public static List<Class<? extends Event>> types() {
        return Stream.of(Event.class.getPermittedSubclasses())
                .<Class<? extends Event>>map(type -> type.asSubclass(Event.class))
                .toList();
    }

    public <T> T event(Class<T> type) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = Arrays.stream(components).map(this::component).toArray();
        Class<?>[] parameters =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(parameters).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("cannot make a " + type.getSimpleName(), e);
        }
    }

    private @Nullable Object component(RecordComponent component) {
        AnnotatedType type = component.getAnnotatedType();
        return type.isAnnotationPresent(Nullable.class) && !filled() ? null : value(type.getType());
    }

    private boolean filled() {
        return switch (fill) {
            case MINIMAL -> false;
            case FULL -> true;
            case MIXED -> random.nextBoolean();
        };
    }

    private Object value(Type type) {
        return switch (type) {
            case ParameterizedType generic -> collection(generic);
            case Class<?> plain when plain.isEnum() -> oneOf(plain.getEnumConstants());
            case Class<?> plain
            when plain == TraceParent.class -> new TraceParent(digits(32), digits(16), random.nextBoolean());
            case Class<?> plain when plain.isRecord() -> event(plain);
            case Class<?> plain when plain.isSealed() -> event(oneOf(plain.getPermittedSubclasses()));
            case Class<?> plain -> scalar(plain);
            case Type other -> throw new AssertionError("no values for " + other);
        };
    }

    private Object scalar(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "String" -> text();
            case "int", "Integer" -> random.nextInt();
            case "long", "Long" -> random.nextLong();
            case "boolean" -> random.nextBoolean();
            case "Instant" -> Instant.ofEpochMilli(random.nextLong(-1L << 50, 1L << 50));
            case "Duration" -> Duration.ofMillis(random.nextLong(-1L << 50, 1L << 50));
            case "LocalTime" -> LocalTime.ofNanoOfDay(random.nextLong(86_400_000) * 1_000_000);
            default -> throw new AssertionError("no values for " + type);
        };
    }

    private Object collection(ParameterizedType type) {
        Type[] arguments = type.getActualTypeArguments();
        int size = filled() ? random.nextInt(1, 5) : 0;
        List<Object> items =
                IntStream.range(0, size).mapToObj(_ -> value(arguments[0])).toList();
        return switch (type.getRawType().getTypeName()) {
            case "java.util.List" -> items;
            case "java.util.Set" -> new LinkedHashSet<>(items);
            case "java.util.Map" -> {
                Map<Object, Object> map = new LinkedHashMap<>();
                items.forEach(key -> map.put(key, value(arguments[1])));
                yield map;
            }
            default -> throw new AssertionError("no values for " + type);
        };
    }

    private String text() {
        return random.ints(random.nextInt(20), 0, 4)
                .mapToObj(kind -> switch (kind) {
                    case 0 -> "a";
                    case 1 -> "\u00e9";
                    case 2 -> "\u4f60";
                    default -> "\ud83d\ude00";
                })
                .reduce("", String::concat);
    }

    private String digits(int count) {
        return random.ints(count, 1, 16).mapToObj(Integer::toHexString).reduce("", String::concat);
    }

    private <T> T oneOf(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
