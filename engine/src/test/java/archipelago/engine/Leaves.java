package archipelago.engine;

import archipelago.engine.base.Blob;
import archipelago.engine.base.Require;
import archipelago.engine.overlay.Plan;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Every single value that an object is made of, found by reflection, so that a field that is added
/// later is found as well. A `transient` field is worked out of the others and is no value of its own.
public final class Leaves {
    private final List<Leaf> leaves = new ArrayList<>();

    /// One value: a number, a truth, a text, a constant, bytes or a plan.
    ///
    /// @param path where it is, such as `.pool.chunks[0].base`
    public record Leaf(String path, Supplier<Object> reads, Consumer<Object> writes) {
        public Object value() {
            return reads.get();
        }

        public void value(Object value) {
            writes.accept(value);
        }

        /// Another value of the same kind; the same call takes it back again.
        public Object other() {
            return switch (value()) {
                case Long n -> n ^ 1;
                case Integer n -> n ^ 1;
                case Short n -> (short) (n ^ 1);
                case Byte n -> (byte) (n ^ 1);
                case Boolean b -> !b;
                case String s -> s.endsWith("'") ? s.substring(0, s.length() - 1) : s + "'";
                case Enum<?> e -> neighbour(e);
                case Blob b -> Blob.of(new byte[] {(byte) (b.bytes()[0] ^ 1)});
                case Plan p -> new Plan(p.kind(), p.transaction() ^ 1, p.changes());
                default -> throw new AssertionError(path + " holds " + value());
            };
        }

        private static Object neighbour(Enum<?> constant) {
            var all = constant.getDeclaringClass().getEnumConstants();
            int other = constant.ordinal() ^ 1;
            return all[other < all.length ? other : 0];
        }

        @Override
        public String toString() {
            return path;
        }
    }

    private Leaves() {}

    /// The leaves of an object; changing one changes the object.
    public static List<Leaf> of(Object root) {
        var found = new Leaves();
        found.fields(root, "");
        return found.leaves;
    }

    /// The leaves of a record; changing one hands a changed record on.
    public static List<Leaf> ofRecord(Supplier<Object> reads, Consumer<Object> writes) {
        var found = new Leaves();
        found.visit("", reads, writes);
        return found.leaves;
    }

    /// A record with some value in each component; lists have one element.
    public static Object sample(Class<?> type) {
        var components = type.getRecordComponents();
        return made(type, Arrays.stream(components).map(c -> some(c.getGenericType())).toArray());
    }

    private static Object some(Type type) {
        if (type instanceof ParameterizedType list) {
            return List.of(some(list.getActualTypeArguments()[0]));
        }
        var plain = (Class<?>) type;
        if (plain.isRecord()) {
            return sample(plain);
        }
        if (plain.isEnum()) {
            return plain.getEnumConstants()[0];
        }
        if (plain == Blob.class) {
            return Blob.of(new byte[] {6});
        }
        if (plain == String.class) {
            return "text";
        }
        if (plain == boolean.class) {
            return true;
        }
        if (plain == long.class || plain == Long.class) {
            return 6L;
        }
        Require.that(plain == int.class, "a component of a kind that is known", type);
        return 6;
    }

    private void fields(Object holder, String path) {
        for (var field : holder.getClass().getDeclaredFields()) {
            int modifiers = field.getModifiers();
            if (!Modifier.isStatic(modifiers) && !Modifier.isTransient(modifiers)) {
                field.setAccessible(true);
                visit(path + "." + field.getName(), () -> read(field, holder), value -> write(field, holder, value));
            }
        }
    }

    private void visit(String path, Supplier<Object> reads, Consumer<Object> writes) {
        var value = reads.get();
        switch (value) {
            case null -> {}
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    int at = i;
                    visit(path + "[" + i + "]", () -> ((List<?>) reads.get()).get(at), element -> {
                        var copy = new ArrayList<Object>((List<?>) reads.get());
                        copy.set(at, element);
                        writes.accept(copy);
                    });
                }
            }
            case Blob b when b.length() == 0 -> {}
            case Number _, Boolean _, String _, Enum<?> _, Blob _, Plan _ -> leaves.add(new Leaf(path, reads, writes));
            default -> inside(path, value, reads, writes);
        }
    }

    private void inside(String path, Object value, Supplier<Object> reads, Consumer<Object> writes) {
        if (value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                int at = i;
                visit(path + "[" + i + "]", () -> Array.get(reads.get(), at), x -> Array.set(reads.get(), at, x));
            }
        } else if (value.getClass().isRecord()) {
            var components = value.getClass().getRecordComponents();
            for (int i = 0; i < components.length; i++) {
                int at = i;
                visit(path + "." + components[i].getName(), () -> read(components[at], reads.get()), x -> {
                    var values = Arrays.stream(components).map(c -> read(c, reads.get())).toArray();
                    values[at] = x;
                    writes.accept(made(value.getClass(), values));
                });
            }
        } else {
            fields(value, path);
        }
    }

    private static Object made(Class<?> type, Object[] values) {
        try {
            var kinds = Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType).toArray(Class[]::new);
            var maker = type.getDeclaredConstructor(kinds);
            maker.setAccessible(true);
            return maker.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static Object read(RecordComponent component, Object record) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static Object read(Field field, Object holder) {
        try {
            return field.get(holder);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static void write(Field field, Object holder, Object value) {
        try {
            field.set(holder, value);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
