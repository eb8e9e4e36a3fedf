package archipelago.engine.scenario;

import archipelago.engine.base.Times;
import archipelago.engine.command.Command.Setting;
import archipelago.engine.cost.Cost;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// What is turned while the machine runs, as JSON objects: `{"do":"set-cost","cost":"ipi-flight","value":"2us"}`.
final class SettingJson {
    private SettingJson() {}

    static Setting cost(Fields f) {
        var cost = f.required("cost").word(Cost.values()).orElse(Cost.IPI_FLIGHT);
        return new Setting.SetCost(cost, f.required("value").time("2us", 1, cost.mostNs()).orElse(cost.defaultNs()));
    }

    static Setting rate(Fields f) {
        return new Setting.SetRate(
                (int) f.required("stream").whole(1, ScenarioReader.TRAFFIC_MAX).orElse(1),
                f.required("every")
                        .time("20us", ScenarioReader.EVERY_NS_MIN, ScenarioReader.TIME_NS_MAX)
                        .orElse(ScenarioReader.TIME_NS_MAX));
    }

    static ObjectNode write(Setting setting) {
        var object = JsonNodeFactory.instance.objectNode();
        return switch (setting) {
            case Setting.SetCost(var cost, long ns) -> object.put("do", Verb.SET_COST.word())
                    .put("cost", cost.word())
                    .put("value", Times.text(ns));
            case Setting.SetRate(int stream, long everyNs) -> object.put("do", Verb.SET_RATE.word())
                    .put("stream", stream)
                    .put("every", Times.text(everyNs));
            case Setting.SkipWait() -> object.put("do", Verb.SKIP_WAIT.word());
        };
    }
}
