package archipelago.engine.state;

import java.util.Locale;

/// The accounting state of an instance: the five words that its `status` file can hold
/// (`enum mk_instance_state`). There is no word for booting: [#ACTIVE] means only that the boot CPU
/// took its wake-up. The real kernel never sets [#EMPTY] or [#FAILED]; they can be displayed. Two more words
/// belong to earlier kernels.
public enum Status {
    EMPTY,
    READY,
    LOADED,
    ACTIVE,
    FAILED,
    /// What [#LOADED] was called in October 2025.
    LOADING,
    /// In September 2025 there were no states.
    NONE;

    private static final Status[] ALL = values();

    /// As the `status` file prints it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Status of(int ordinal) {
        return ALL[ordinal];
    }
}
