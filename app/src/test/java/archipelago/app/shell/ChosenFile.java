package archipelago.app.shell;

import archipelago.app.vm.FigureVm;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/// Somebody who chooses a file without looking what for.
record ChosenFile(Supplier<Path> choice) implements FileDialogs {
    ChosenFile(Path always) {
        this(() -> always);
    }

    @Override
    public Optional<Path> forOpening() {
        return Optional.of(choice.get());
    }

    @Override
    public Optional<Path> forDescription() {
        return Optional.of(choice.get());
    }

    @Override
    public Optional<Path> forScenario(String name) {
        return Optional.of(choice.get());
    }

    @Override
    public Optional<Path> forRun(String name) {
        return Optional.of(choice.get());
    }

    @Override
    public Optional<Path> forFigure(String name, FigureVm.Form form) {
        return Optional.of(choice.get());
    }
}
