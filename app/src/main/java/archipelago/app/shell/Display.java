package archipelago.app.shell;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.Locale;
import java.util.Optional;

/// Whether a window can be opened here. On Linux that takes an X display that answers and GTK 3,
/// which JavaFX draws its windows with; both are tried by opening them, before JavaFX is.
public final class Display {
    private Display() {}

    /// Why no window can be opened; empty if one can.
    public enum Obstacle {
        /// There is nothing to show a window on: pictures are made in place of it.
        NO_DISPLAY,
        /// There is a display, but the library that draws windows is not installed.
        NO_GTK
    }

    public static Optional<Obstacle> obstacle() {
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
            return Optional.empty();
        }
        var display = System.getenv("DISPLAY");
        if (display == null || display.isBlank() || !answers()) {
            return Optional.of(Obstacle.NO_DISPLAY);
        }
        return library("libgtk-3.so.0").isPresent() ? Optional.empty() : Optional.of(Obstacle.NO_GTK);
    }

    private static Optional<SymbolLookup> library(String name) {
        try {
            return Optional.of(SymbolLookup.libraryLookup(name, Arena.global()));
        } catch (IllegalArgumentException notInstalled) {
            return Optional.empty();
        }
    }

    /// Opens the display that the environment names, and closes it again. Without the X library this
    /// cannot be tried; then GTK, which needs it too, is missing as well and tells the reason.
    private static boolean answers() {
        var x = library("libX11.so.6");
        if (x.isEmpty()) {
            return true;
        }
        var linker = Linker.nativeLinker();
        var open = linker.downcallHandle(
                x.get().findOrThrow("XOpenDisplay"),
                FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS));
        var close = linker.downcallHandle(
                x.get().findOrThrow("XCloseDisplay"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
        try {
            var connection = (MemorySegment) open.invokeExact(MemorySegment.NULL);
            if (connection.equals(MemorySegment.NULL)) {
                return false;
            }
            int ignored = (int) close.invokeExact(connection);
            return true;
        } catch (Throwable e) {
            throw new IllegalStateException("the X library could not be called", e);
        }
    }
}
