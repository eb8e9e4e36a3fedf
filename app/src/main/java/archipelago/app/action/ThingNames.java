package archipelago.app.action;

import archipelago.app.i18n.Text;
import archipelago.app.layout.Selection;
import archipelago.app.vm.Figures;
import archipelago.engine.base.Sizes;

/// What things are called in menus.
final class ThingNames {
    private ThingNames() {}

    static String of(Situation now) {
        var words = Offers.words(now);
        return switch (now.target()) {
            case Selection.Nothing _ -> Text.INSPECTOR_MACHINE_TITLE.of();
            case Selection.OfKernel(int slot) -> words.owner(slot);
            case Selection.OfCore(int core) -> words.cpu(core);
            case Selection.OfDevice(int index) -> now.scenario().machine().devices().get(index).name();
            case Selection.OfNode(int index) ->
                Text.NODE_TITLE.of(now.scenario().machine().nodes().get(index).number());
            case Selection.OfTransaction(int host, int number) -> words.transaction(host, number);
            case Selection.OfFlight(long message) -> now.frame().flights.stream()
                    .filter(flight -> flight.message() == message)
                    .findFirst()
                    .map(flight -> Text.MENU_MESSAGE.of(
                            flight.kind().words(),
                            Figures.grouped(message),
                            words.owner(flight.fromKernel()),
                            words.owner(flight.toKernel())))
                    .orElseGet(() -> Text.INSPECTOR_MESSAGE.of(Figures.grouped(message)));
            case Selection.OfRegion(long base) -> {
                var range = now.region();
                var owner = range == null ? Text.MEMORY_FREE.of() : words.owner(now.frame(), range);
                var size = range == null ? "" : Sizes.shown(range.bytes());
                yield Text.MENU_REGION.of(size, Long.toHexString(base), owner);
            }
        };
    }
}
