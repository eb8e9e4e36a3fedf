package archipelago.app.start;

import archipelago.app.i18n.Text;
import archipelago.engine.scenario.Phenomenon;
import java.nio.file.Path;
import java.util.Optional;

/// Something that can be opened.
///
/// @param name its name in the library, or that of its file
/// @param file empty if it travels inside the program
/// @param title for people
/// @param sentence what it is about; may be empty
/// @param kind what sort of thing happens, if it is a phenomenon
/// @param number of the phenomenon; 0 if it is none
public record Entry(
        Section section,
        String name,
        Optional<Path> file,
        String title,
        String sentence,
        Optional<Phenomenon.Kind> kind,
        int number) {
    /// What stands together on the start page.
    public enum Section {
        FIRST(Text.START_FIRST),
        UPDATES(Text.START_UPDATES),
        GENERATIONS(Text.START_GENERATIONS),
        RECENT(Text.START_RECENT),
        PHENOMENA(Text.START_PHENOMENA);

        private final Text label;

        Section(Text label) {
            this.label = label;
        }

        public String label() {
            return label.of();
        }
    }
}
