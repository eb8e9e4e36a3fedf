package archipelago.engine.phenomenon;

import archipelago.engine.ArchitectureTest;
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
    private final String method;
    private final Edit edit;

    private final List<String> above;

    private OtherEngine(String changedClass, String method, Edit edit) {
        super(OtherEngine.class.getClassLoader());
        this.changedClass = changedClass;
        this.method = method;
        this.edit = edit;
        var order = ArchitectureTest.ORDER;
        above = changedClass.isEmpty() ? List.of() : order.subList(0, order.indexOf(part(changedClass)));
    }

    /// The first word of a package's name below the root.
    private static String part(String type) {
        return type.substring(ENGINE.length(), type.indexOf('.', ENGINE.length()));
    }

    /// An engine in which nothing is changed.
    static OtherEngine sound() {
        return new OtherEngine("", "", null);
    }

    static OtherEngine broken(BrokenRule rule) {
        return new OtherEngine(rule.type(), rule.method(), rule.edit());
    }

    /// What runs a row of the library in this engine: its number in, what was missed out.
    @SuppressWarnings("unchecked")
    Function<Integer, List<String>> rows() {
        try {
            return (Function<Integer, List<String>>)
                    loadClass(RowOfTheLibrary.class.getName()).getConstructor().newInstance();
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

    private Class<?> define(String name) throws ClassNotFoundException {
        try (var in = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            var bytes = in.readAllBytes();
            var changed = name.equals(changedClass) ? edit.applied(bytes, method) : bytes;
            return defineClass(name, changed, 0, changed.length);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
