package archipelago.engine.scenario;

import archipelago.engine.base.CpuList;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.scenario.Expectation.Extent;
import archipelago.engine.scenario.Expectation.Layer;
import archipelago.engine.scenario.Expectation.Quantity;
import archipelago.engine.state.Site;
import archipelago.engine.state.Status;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/// Writes what is expected at a checkpoint, in the form that [ExpectJson] reads: one key for each kind of thing, in
/// the order in which the kinds come up.
final class CheckpointJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final LongFunction<JsonNode> COUNT = JSON::numberNode;
    private static final LongFunction<JsonNode> SIZE = bytes -> JSON.textNode(Sizes.text(bytes));
    private static final LongFunction<JsonNode> TIME = ns -> JSON.textNode(Times.text(ns));
    private static final Map<Site, String> PLACES = Map.of(
            Site.RUNNING, "runs ",
            Site.PARKED_INSTANCE, "parked on ",
            Site.PARKED_POOL, "parked on ",
            Site.HOTPLUG, "hot-plug on ",
            Site.OFFLINE, "offline on ");

    private final ObjectNode step;

    private CheckpointJson(ObjectNode step) {
        this.step = step;
    }

    /// Puts all of it into the object of a step.
    static ObjectNode write(ObjectNode step, List<Expectation> all) {
        var writer = new CheckpointJson(step);
        all.forEach(writer::put);
        if (all.isEmpty()) {
            step.putArray("broken"); // A checkpoint says what it looks at, even where that is nothing.
        }
        return step;
    }

    private void put(Expectation expectation) {
        switch (expectation) {
            case Expectation.StatusIs(var who, var status) ->
                in("status").put(who, status.map(Status::word).orElse("absent"));
            case Expectation.PhaseIs(var who, var phase) -> in("phase").put(who, Fields.wordOf(phase));
            case Expectation.Owner(var cpus, var owner) -> in("owner").put(CpuList.text(cpus), owner);
            case Expectation.Place(var cpus, var site, var kernel) -> in("place").put(CpuList.text(cpus),
                    site == Site.DEAD ? "dead" : PLACES.get(site) + kernel);
            case Expectation.Cpus(var who, var cpus) -> in("cpus").put(who, CpuList.text(cpus));
            case Expectation.Online(var who, var cpus) -> in("online").put(who, CpuList.text(cpus));
            case Expectation.Memory(var layer, var who, var extent) -> memory(layer, who, extent);
            case Expectation.TransactionIs(var number, var status) -> in("transactions").put("" + number, status);
            case Expectation.DeviceOwner(var device, var owner) -> in("devices").put(device, owner);
            case Expectation.Image(var who, var image) -> in("image").put(who, image.isEmpty() ? "none" : image);
            case Expectation.Amount amount -> amount(amount);
            case Expectation.Compared(var chapter, var program, var percent) -> list(step, "compared").addObject()
                    .put("chapter", chapter).put("program", program).set("percent", bounds(percent, COUNT));
            case Expectation.Refused(var from, var to, var errno, var times) -> list(step, "refused").addObject()
                    .put("from", from).put("to", to).put("errno", errno(errno)).set("times", bounds(times, COUNT));
            case Expectation.Logged(var who, var parts) -> texts(in("logs"), who, parts);
            case Expectation.NotLogged(var who, var part) -> list(in("logs-not"), who).add(part);
            case Expectation.ConsoleText(var link, var parts) -> texts(in("console-text"), "" + link, parts);
            case Expectation.Mounts(var who, var images) -> texts(in("mounts"), who, images);
            case Expectation.Hangs(var cpus, var how) -> in("hangs").put(CpuList.text(cpus), Fields.wordOf(how));
            case Expectation.Ghosts(var kernels) -> texts(step, "ghosts", kernels);
            case Expectation.MachineIs(var reset) -> step.put("machine", reset ? "reset" : "running");
            case Expectation.File file -> file(file);
            case Expectation.Broken(var promise) -> list(step, "broken").add(promise);
        }
    }

    private ObjectNode in(String key) {
        return step.withObjectProperty(key);
    }

    private static ArrayNode list(ObjectNode object, String key) {
        return object.withArrayProperty(key);
    }

    private static void texts(ObjectNode object, String key, List<String> texts) {
        var list = list(object, key);
        texts.forEach(list::add);
    }

    /// An errno as it stands in a file: `ok`, `-EBUSY`.
    static String errno(Errno errno) {
        return errno.ok() ? "ok" : errno.signed();
    }

    // --- numbers ----------------------------------------------------------------------------------

    /// A time, or a lowest and a highest one.
    static JsonNode time(Bounds bounds) {
        return bounds(bounds, TIME);
    }

    private static JsonNode bounds(Bounds bounds, LongFunction<JsonNode> unit) {
        if (bounds.least() == bounds.most()) {
            return unit.apply(bounds.least());
        }
        var object = JSON.objectNode();
        if (bounds.least() > 0 || bounds.most() == Long.MAX_VALUE) {
            object.set("at-least", unit.apply(bounds.least()));
        }
        if (bounds.most() < Long.MAX_VALUE) {
            object.set("at-most", unit.apply(bounds.most()));
        }
        return object;
    }

    private void amount(Expectation.Amount amount) {
        var key = Fields.wordOf(amount.quantity());
        var bounds = bounds(amount.bounds(), unit(amount.quantity()));
        if (amount.of().isEmpty()) {
            step.set(key, bounds);
        } else {
            in(key).set(amount.of(), bounds);
        }
    }

    private static LongFunction<JsonNode> unit(Quantity quantity) {
        return switch (quantity) {
            case TOOK, AT, WORKED, WAITED -> TIME;
            case POOL_FREE, SHARED, LEAKED, IMAGE_ROOM -> SIZE;
            case PENDING, TAKEN, SENT, LOST, DOORBELLS_LOST, CONSOLE_READ, CONSOLE_DROPPED, CONSOLE_TYPED,
                    CONSOLE_LOST, OPERATIONS, CROSSINGS -> COUNT;
        };
    }

    // --- memory and files -------------------------------------------------------------------------

    private void memory(Layer layer, String who, Extent extent) {
        var value = extent(extent);
        if (layer == Layer.BOOKS && who.equals(Expectation.POOL)) {
            step.set("chunks", value);
        } else {
            in(layer == Layer.BOOKS ? "memory" : "knows-memory").set(who, value);
        }
    }

    private static JsonNode extent(Extent extent) {
        if (extent.ranges().isPresent()) {
            var list = JSON.arrayNode();
            extent.ranges().get().forEach(range ->
                    list.add(Sizes.text(range.bytes()) + " at 0x" + Long.toHexString(range.base())));
            return list;
        }
        return extent.pieces().isPresent()
                ? COUNT.apply(extent.pieces().get().least())
                : extent.bytes().map(bytes -> SIZE.apply(bytes.least())).orElseGet(JSON::nullNode);
    }

    private void file(Expectation.File file) {
        var path = file.kernel().equals(StoryCheck.HOST) ? file.path() : file.kernel() + ":" + file.path();
        switch (file.form()) {
            case ABSENT -> in("files").put(path, "absent");
            case IS -> in("files").withObjectProperty(path).put("is", file.text());
            case HAS -> list(in("files").withObjectProperty(path), "has").add(file.text());
            case LACKS -> list(in("files").withObjectProperty(path), "lacks").add(file.text());
        }
    }
}
