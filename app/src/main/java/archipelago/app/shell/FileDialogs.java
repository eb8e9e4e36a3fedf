package archipelago.app.shell;

import archipelago.app.vm.FigureVm;
import java.nio.file.Path;
import java.util.Optional;

/// Asks a person for files. Each answer is nothing if the person thinks better of it.
public interface FileDialogs {
    /// A scenario or a saved session to open.
    Optional<Path> forOpening();

    /// What another program tells of a computer: of lscpu, hwloc or kerf.
    Optional<Path> forDescription();

    /// Where a machine that somebody has drawn is to be written.
    ///
    /// @param name to begin with
    Optional<Path> forScenario(String name);

    /// Where a stretch of a run is to be written.
    ///
    /// @param name to begin with
    Optional<Path> forRun(String name);

    /// Where a figure is to be written.
    ///
    /// @param name to begin with
    Optional<Path> forFigure(String name, FigureVm.Form form);
}
