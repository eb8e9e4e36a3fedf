package archipelago.engine.host;

import archipelago.engine.state.Kernel;

/// An instance on which programs from outside run, in one of its lives. Their files are shown in a folder of their own.
///
/// @param name of the instance, as people know it
/// @param mounted whether they have mounted the multikernel file system
record Guest(String name, int slot, int life, boolean mounted) {
    /// In it lie the folders of instances: of the host's at the top, of another one's in its own.
    private static final String FOLDERS = "/in/";

    /// An instance on which nothing has been mounted yet.
    static Guest of(Kernel kernel) {
        return new Guest(kernel.name, kernel.slot, kernel.life, false);
    }

    Guest withMount() {
        return new Guest(name, slot, life, true);
    }

    /// Whether it is this kernel, and still in the life that it was in.
    boolean is(Kernel kernel) {
        return kernel != null && kernel.slot == slot && kernel.life == life && kernel.name.equals(name);
    }

    /// The folder that is the root of its programs.
    String folder() {
        return FOLDERS + name.replace(String.valueOf(Kernel.BELOW), FOLDERS);
    }
}
