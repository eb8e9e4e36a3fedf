package archipelago.engine.phenomenon;

import archipelago.engine.ArchitectureTest;
import archipelago.engine.base.Require;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;

/// The engine once more, beside the one of the tests: the same class files, but for one method of one class.
/// Packages that cannot know the changed class, since they stand above it in the order of the packages, are the
/// same in both engines, and warm already.
final class OtherEngine extends ClassLoader {
    private static final String ENGINE = "archipelago.engine.";

    private final String changedClass;
    private final byte[] changedCode;
    private final List<String> above;

    private OtherEngine(String changedClass, byte[] changedCode, List<String> above) {
        super(OtherEngine.class.getClassLoader());
        this.changedClass = changedClass;
        this.changedCode = changedCode;
        this.above = above;
    }

    /// An engine in which nothing is changed.
    static OtherEngine sound() {
        return new OtherEngine("", new byte[0], List.of());
    }

    static OtherEngine broken(BrokenRule rule) {
        var order = ArchitectureTest.ORDER;
        var code = rule.edit().applied(code(OtherEngine.class.getClassLoader(), rule.type()), rule.method());
        return new OtherEngine(rule.type(), code, order.subList(0, order.indexOf(part(rule.type()))));
    }

    /// What runs a row of the library in this engine: its number in, what was missed out.
    Function<Integer, List<String>> rows() {
        return made(RowOfTheLibrary.class);
    }

    /// Something of the tests that does the same in this engine as in the one of the tests.
    @SuppressWarnings("unchecked")
    Function<Integer, List<String>> made(Class<? extends Function<Integer, List<String>>> type) {
        try {
            return (Function<Integer, List<String>>) loadClass(type.getName()).getConstructor().newInstance();
        } catch (ReflectiveOperationException cannotBe) {
            throw new IllegalStateException(cannotBe);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(ENGINE) || above.contains(part(name))) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            var loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    /// The first word of a package's name below the root.
    private static String part(String type) {
        return type.substring(ENGINE.length(), type.indexOf('.', ENGINE.length()));
    }

    private Class<?> define(String name) {
        var code = name.equals(changedClass) ? changedCode : code(getParent(), name);
        return defineClass(name, code, 0, code.length);
    }

    private static byte[] code(ClassLoader loader, String name) {
        try (var in = loader.getResourceAsStream(name.replace('.', '/') + ".class")) {
            Require.that(in != null, "the class is there: " + name);
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
