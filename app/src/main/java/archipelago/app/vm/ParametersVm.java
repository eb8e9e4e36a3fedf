package archipelago.app.vm;

import archipelago.app.i18n.Text;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Setting;
import archipelago.engine.cost.Cost;
import archipelago.engine.cost.Provenance;
import archipelago.engine.frame.Frame;
import archipelago.engine.frame.StreamView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Durations and rates: what they are now, what they are where nobody has set them, and where that comes from. The rates
/// of the scenario stand first, since those are what most people turn.
public final class ParametersVm {
    private static final int DIGITS = 3;

    private final ReadOnlyObjectWrapper<List<Row>> rows = new ReadOnlyObjectWrapper<>(List.of());

    /// A duration or a rate.
    ///
    /// @param id the same for as long as there is a machine
    /// @param usualNs what it is where nobody has set it
    /// @param unit what the time is per
    /// @param source how far it can be trusted, in one or two words
    /// @param from where exactly it comes from
    /// @param byHand words on who set it, and when; empty where nobody did
    /// @param set the command that sets it
    public record Row(
            String id,
            String name,
            long ns,
            long usualNs,
            String unit,
            String source,
            String from,
            String byHand,
            LongFunction<Command> set) {
        /// Whether somebody has set it.
        public boolean changed() {
            return ns != usualNs;
        }

        public String value() {
            return Times.shown(ns, DIGITS);
        }

        /// The value in the form in which it is typed.
        public String typed() {
            return Times.text(ns);
        }

        boolean says(String word) {
            return (name + ' ' + unit + ' ' + source + ' ' + from + ' ' + byHand)
                    .toLowerCase(Locale.ROOT)
                    .contains(word);
        }
    }

    public void update(Frame frame) {
        var newest = new ArrayList<Row>();
        frame.streams.forEach(stream -> newest.add(row(stream)));
        for (var cost : Cost.values()) {
            newest.add(row(frame, cost));
        }
        if (!alike(newest, rows.get())) {
            rows.set(List.copyOf(newest));
        }
    }

    /// Two rows of the same thing differ in their value and in when it was set.
    private static boolean alike(List<Row> some, List<Row> others) {
        boolean alike = some.size() == others.size();
        for (int i = 0; alike && i < some.size(); i++) {
            alike = some.get(i).ns() == others.get(i).ns() && some.get(i).byHand().equals(others.get(i).byHand());
        }
        return alike;
    }

    private static Row row(StreamView stream) {
        int number = stream.number();
        return new Row(
                Integer.toString(number),
                Text.PARAMETERS_RATE.of(stream.from(), stream.to()),
                stream.everyNs(),
                stream.scenarioNs(),
                Text.PARAMETERS_RATE_UNIT.of(),
                Text.PARAMETERS_SCENARIO.of(),
                "",
                stream.set() ? byHand(stream.setNs(), stream.scenarioNs()) : "",
                ns -> new Setting.SetRate(number, ns));
    }

    private static Row row(Frame frame, Cost cost) {
        var setting = frame.costSettings.stream().filter(one -> one.cost() == cost).findFirst();
        return new Row(
                cost.word(),
                cost.word(),
                setting.map(one -> one.ns()).orElse(cost.defaultNs()),
                cost.defaultNs(),
                cost.unit(),
                words(cost.provenance()),
                cost.source(),
                setting.map(one -> byHand(one.atNs(), cost.defaultNs())).orElse(""),
                ns -> new Setting.SetCost(cost, ns));
    }

    private static String byHand(long atNs, long usualNs) {
        return Text.PARAMETERS_BY_HAND.of(Text.TIME.of(Figures.seconds(atNs)), Times.shown(usualNs, DIGITS));
    }

    private static String words(Provenance provenance) {
        return (switch (provenance) {
            case KERNEL -> Text.PROVENANCE_KERNEL;
            case PUBLISHED -> Text.PROVENANCE_PUBLISHED;
            case DERIVED -> Text.PROVENANCE_DERIVED;
            case ASSUMED -> Text.PROVENANCE_ASSUMED;
        }).of();
    }

    /// Those that have all words of a search in them, the changed ones first.
    public List<Row> found(String search) {
        var words = List.of(search.strip().toLowerCase(Locale.ROOT).split("\\s+"));
        var found = rows.get().stream().filter(row -> words.stream().allMatch(row::says)).toList();
        var sorted = new ArrayList<>(found.stream().filter(Row::changed).toList());
        found.stream().filter(row -> !row.changed()).forEach(sorted::add);
        return List.copyOf(sorted);
    }

    /// What somebody typed as a time; empty if it is none.
    public OptionalLong read(String typed) {
        return Times.parse(typed.strip().replace("µ", "u").replace(" ", ""));
    }

    /// What sets all of them back.
    public List<Command> resetAll() {
        return rows.get().stream().filter(Row::changed).map(row -> row.set().apply(row.usualNs())).toList();
    }

    public ReadOnlyObjectProperty<List<Row>> rows() {
        return rows.getReadOnlyProperty();
    }
}
