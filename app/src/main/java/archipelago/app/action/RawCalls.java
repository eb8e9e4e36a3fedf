package archipelago.app.action;

import archipelago.engine.base.Blob;
import archipelago.engine.command.Command;

/// Calls that a program can make past the tool.
final class RawCalls {
    /// `KEXEC_FILE_UNLOAD` and `KEXEC_MULTIKERNEL` of `include/uapi/linux/kexec.h`.
    private static final long UNLOAD = 0x11;
    /// The instance's id stands in the flags from this bit on.
    private static final int ID_BIT = 5;

    private RawCalls() {}

    /// Frees the image of an instance, whether it runs or not.
    static Command unload(int instance) {
        return new Command.Call.KexecFileLoad(
                "", 0, Command.ImageForm.ELF, 0, "", UNLOAD | (long) instance << ID_BIT);
    }

    /// What selects an instance on a console link: its id and a newline.
    static Blob selection(int instance) {
        return Blob.text(instance + "\n");
    }
}
