package archipelago.engine.scenario;

import archipelago.engine.base.Problem;
import archipelago.engine.base.Reading;
import java.util.List;

/// The checks as the program puts them together, but for session files, whose reader stands above.
final class Checks {
    private Checks() {}

    static ScenarioReader scenarioReader() {
        return new ScenarioReader(Baselines::read);
    }

    static FileCheck fileCheck() {
        return new FileCheck(
                Baselines::read,
                (file, text) -> Reading.refused(List.of(new Problem(file, 1, 1, "a session", ""))));
    }
}
