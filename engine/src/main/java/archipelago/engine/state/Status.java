package archipelago.engine.state;

import java.util.Locale;

/// The accounting state of an instance: the five words that its `status` file can hold
/// (`enum mk_instance_state`). There is no word for booting: [#ACTIVE] means only that the boot CPU
/// took its wake-up. The real kernel never sets [#EMPTY] or [#FAILED]; they can be displayed.
public enum Status {
    EMPTY,
    READY,
    LOADED,
    ACTIVE,
    FAILED;

    private static final Status[] ALL = values();

    /// As the `status` file prints it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Status of(int ordinal) {
        return ALL[ordinal];
    }
}
