package archipelago.app.action;

import archipelago.app.action.Action.Group;
import archipelago.app.i18n.Text;
import archipelago.app.layout.Selection;
import archipelago.engine.frame.KernelView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Everything that can be done now, and every thing that can be gone to, as one list: what is done to the thing that is
/// picked out, the window, the other kernels, the things themselves; and of all that first what lies open, then
/// what one would look for in menus.
public final class Choices {
    private static final String INSIDE = " › ";
    /// Actions that stand in the table for their keys only.
    private static final Set<Action.Id> KEYS_ONLY =
            EnumSet.of(
                    Action.Id.SELECT_KERNEL,
                    Action.Id.WALK,
                    Action.Id.SCROLL,
                    Action.Id.FIND,
                    Action.Id.REMOTE,
                    Action.Id.LASER);
    private static final List<Group> OF_WINDOW =
            List.of(Group.TIME, Group.TIMELINE, Group.MAP, Group.VIEW, Group.LECTURE, Group.SCENARIO);

    private final ActionTable actions;
    private final Offers offers;

    public Choices(ActionTable actions) {
        this.actions = actions;
        offers = new Offers(actions);
    }

    /// All of it, for the thing that is picked out.
    public List<Choice> of(Situation now) {
        var choices = new ArrayList<Choice>();
        addOffers(choices, now);
        for (var group : OF_WINDOW) {
            actions.of(group).forEach(action -> addAction(choices, action, now));
        }
        for (var kernel : now.frame().kernels) {
            if (!meant(now, kernel)) {
                addOffers(choices, now.about(new Selection.OfKernel(kernel.slot())));
            }
        }
        if (!now.target().equals(Selection.NOTHING)) {
            addRest(choices, now.about(Selection.NOTHING));
        }
        addThings(choices, now);
        choices.sort(Comparator.comparingInt(Choice::depth));
        return choices;
    }

    private static boolean meant(Situation now, KernelView kernel) {
        return now.kernel() != null && now.kernel().slot() == kernel.slot();
    }

    private void addAction(List<Choice> choices, Action action, Situation now) {
        var words = ActWords.of(action, now);
        // What the menu of the machine offers stands in the table as well.
        boolean offered = choices.stream().anyMatch(choice -> choice.depth() == 0 && choice.words().equals(words)
                && choice.key().equals(actions.keyWords(action.id())));
        if (!offered && !KEYS_ONLY.contains(action.id())) {
            choices.add(new Choice(
                    words,
                    action.group().label(),
                    0,
                    actions.keyWords(action.id()),
                    action.kerfLine(now).orElse(""),
                    action.impossible().apply(now),
                    hands -> action.perform(now, hands)));
        }
    }

    private void addOffers(List<Choice> choices, Situation now) {
        flatten(choices, offers.of(now), ThingNames.of(now), 0);
    }

    /// What stands in the menu of the machine alone: what lies open in it has been added as what the window can do.
    private void addRest(List<Choice> choices, Situation now) {
        var machine = new ArrayList<Choice>();
        addOffers(machine, now);
        machine.removeIf(choice -> choice.depth() == 0);
        choices.addAll(machine);
    }

    private static void flatten(List<Choice> choices, List<Offer> menu, String path, int depth) {
        var about = path;
        for (var offer : menu) {
            switch (offer) {
                case Offer.Item item -> choices.add(new Choice(
                        item.label(), about, depth, item.key(), oneLine(item.line()), item.why(), item.effect()));
                case Offer.More more -> flatten(choices, more.offers(), about + INSIDE + more.label(), depth + 1);
                case Offer.Heading(var name, int _) -> about = path.endsWith(name) ? path : path + INSIDE + name;
                case Offer.Note _, Offer.Line _ -> { } // Nothing that one could do.
            }
        }
    }

    /// Lines that are given one after another, each if the one before it has succeeded.
    private static String oneLine(String lines) {
        return lines.replace("\n", " && ");
    }

    private static void addThings(List<Choice> choices, Situation now) {
        var kernels = now.frame().kernels.stream().map(kernel -> (Selection) new Selection.OfKernel(kernel.slot()));
        kernels.forEach(kernel -> addThing(choices, now, kernel, Text.FIND_KERNEL));
        for (int device = 0; device < now.scenario().machine().devices().size(); device++) {
            addThing(choices, now, new Selection.OfDevice(device), Text.FIND_DEVICE);
        }
        for (int node = 0; node < now.scenario().machine().nodes().size(); node++) {
            addThing(choices, now, new Selection.OfNode(node), Text.FIND_NODE);
        }
        for (int core = 0; core < now.scenario().machine().coreCount(); core++) {
            int owner = now.frame().owner[core];
            var owned = Offers.words(now).owner(owner);
            var thing = new Selection.OfCore(core);
            choices.add(Choice.plain(ThingNames.of(now.about(thing)), owned, hands -> hands.flyTo(thing)));
        }
        var story = now.scenario().story();
        for (int chapter = 1; chapter <= story.size(); chapter++) {
            int number = chapter;
            choices.add(Choice.plain(
                    story.get(chapter - 1).title(),
                    Text.CHAPTER_OF.of(chapter, story.size()),
                    hands -> hands.toChapter(number)));
        }
    }

    private static void addThing(List<Choice> choices, Situation now, Selection thing, Text kind) {
        choices.add(Choice.plain(ThingNames.of(now.about(thing)), kind.of(), hands -> hands.flyTo(thing)));
    }
}
