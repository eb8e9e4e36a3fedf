package archipelago.app.shell;

import archipelago.app.vm.FigureVm;
import java.nio.file.Path;
import java.util.Optional;

/// Somebody who always chooses the same file, whatever for.
record ChosenFile(Path file) implements FileDialogs {
    @Override
    public Optional<Path> forOpening() {
        return Optional.of(file);
    }

    @Override
    public Optional<Path> forDescription() {
        return Optional.of(file);
    }

    @Override
    public Optional<Path> forScenario(String name) {
        return Optional.of(file);
    }

    @Override
    public Optional<Path> forRun(String name) {
        return Optional.of(file);
    }

    @Override
    public Optional<Path> forFigure(String name, FigureVm.Form form) {
        return Optional.of(file);
    }
}
