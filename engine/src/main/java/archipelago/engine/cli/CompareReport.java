package archipelago.engine.cli;

import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.compare.Comparison;
import archipelago.engine.compare.Future;
import archipelago.engine.compare.InstanceTally;
import archipelago.engine.compare.KindTally;
import archipelago.engine.compare.Latencies;
import archipelago.engine.compare.ServiceTally;
import archipelago.engine.compare.SideBySide;
import archipelago.engine.compare.Tally;
import archipelago.engine.compare.Turn;
import archipelago.engine.compare.TurnText;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/// What a comparison came to, for people and for programs.
final class CompareReport {
    static final int SCHEMA = 1;
    private static final int INDENT = 15;
    private static final String ABSENT = "–";

    private final SideBySide sides;
    private final boolean cut;
    private final Comparison comparison;

    /// @param cut whether the comparison ends before the runs do, because one of them has no end
    CompareReport(SideBySide sides, boolean cut) {
        this.sides = sides;
        this.cut = cut;
        comparison = sides.compare();
    }

    // --- for people -----------------------------------------------------------------------------

    /// A few lines, and a table.
    String text() {
        var out = new StringBuilder();
        line(out, "A", of(sides.a()));
        line(out, "B", of(sides.b()));
        line(out, "compared up to", Times.shown(comparison.atNs(), 6) + " of machine time"
                + (cut ? ", because one of the two goes on and on" : ""));
        var divergence = comparison.divergence();
        if (divergence.isEmpty()) {
            line(out, "in common", "everything: " + comparison.a().events() + " events, " + comparison.commonFacts()
                    + " facts, fingerprint " + comparison.a().fingerprintText());
        } else {
            line(out, "in common", divergence.get().equalEvents() + " events, " + comparison.commonFacts()
                    + " facts, up to " + Times.text(divergence.get().equalNs()));
            line(out, "they part at", Times.text(divergence.get().atNs()));
            turn(out, "  A", divergence.get().a(), sides.a());
            turn(out, "  B", divergence.get().b(), sides.b());
        }
        return out.append('\n').append(table().text()).toString();
    }

    private static String of(Future future) {
        var scenario = future.session().scenario();
        return future.name() + " (" + scenario.title() + ", seed " + scenario.seed() + ")";
    }

    private static void line(StringBuilder out, String label, String words) {
        out.append(label).append(" ".repeat(Math.max(1, INDENT - label.length()))).append(words).append('\n');
    }

    private static void turn(StringBuilder out, String label, Turn turn, Future future) {
        var words = new TurnText(future.session());
        var cause = words.cause(turn);
        line(out, label, words.title(turn) + (cause.isEmpty() ? "" : ", " + cause));
        words.told(turn).forEach(told -> line(out, "", "  " + told));
    }

    private TextTable table() {
        var table = new TextTable("", "A", "B", "B − A");
        number(table, "events", Tally::events);
        number(table, "messages", Tally::messages);
        number(table, "  lost", Tally::messagesLost);
        number(table, "  sends refused", Tally::sendsRefused);
        number(table, "  doorbells lost", Tally::doorbellsLost);
        latencies(table, comparison.a().latencies(), comparison.b().latencies());
        comparison.services().forEach(name -> service(table, name));
        for (var kind : comparison.kinds()) {
            var a = comparison.a().kind(kind);
            var b = comparison.b().kind(kind);
            table.row(kind.words());
            number(table, "  sent", a.sent(), b.sent());
            number(table, "  taken", a.taken(), b.taken());
            number(table, "  lost", a.lost(), b.lost());
            latencies(table, a.latencies(), b.latencies());
        }
        comparison.instances().forEach(name -> instance(table, name));
        return table;
    }

    private void number(TextTable table, String label, ToLongFunction<Tally> what) {
        number(table, label, what.applyAsLong(comparison.a()), what.applyAsLong(comparison.b()));
    }

    private static void number(TextTable table, String label, long a, long b) {
        table.row(label, Long.toString(a), Long.toString(b), signed(b - a, Long::toString));
    }

    private static void latencies(TextTable table, Latencies a, Latencies b) {
        var ranks = List.<ToLongFunction<Latencies>>of(Latencies::p50Ns, Latencies::p95Ns, Latencies::p99Ns);
        var names = List.of("  latency p50", "  latency p95", "  latency p99");
        for (int i = 0; i < ranks.size(); i++) {
            long one = ranks.get(i).applyAsLong(a);
            long other = ranks.get(i).applyAsLong(b);
            boolean both = a.count() > 0 && b.count() > 0;
            table.row(
                    names.get(i),
                    a.count() > 0 ? Times.text(one) : ABSENT,
                    b.count() > 0 ? Times.text(other) : ABSENT,
                    both ? signed(other - one, Times::text) : ABSENT);
        }
    }

    private void service(TextTable table, String name) {
        var a = comparison.a().service(name);
        var b = comparison.b().service(name);
        table.row("requests for " + name);
        amount(table, "  asked", a, b, ServiceTally::asked, Long::toString);
        amount(table, "  answered", a, b, ServiceTally::answered, Long::toString);
        amount(table, "  lost", a, b, ServiceTally::lost, Long::toString);
        amount(table, "  under way", a, b, ServiceTally::underWay, Long::toString);
        amount(table, "  longest gap", a, b, ServiceTally::longestGapNs, Times::text);
    }

    private void instance(TextTable table, String name) {
        var a = comparison.a().instance(name);
        var b = comparison.b().instance(name);
        table.row(name);
        table.row("  status", status(a), status(b), status(a).equals(status(b)) ? "" : "differs");
        amount(table, "  cores", a, b, InstanceTally::cores, Long::toString);
        amount(table, "  memory", a, b, InstanceTally::memoryBytes, CompareReport::size);
        amount(table, "  generations", a, b, InstanceTally::generations, Long::toString);
        amount(table, "  boots", a, b, InstanceTally::boots, Long::toString);
        amount(table, "  service lost", a, b, InstanceTally::lostNs, Times::text);
    }

    private static String status(InstanceTally instance) {
        return instance == null ? ABSENT : instance.exists() ? instance.status().word() : "deleted";
    }

    private static String size(long bytes) {
        return bytes < 0 ? "-" + Sizes.shown(-bytes) : Sizes.shown(bytes);
    }

    private static <T> void amount(
            TextTable table, String label, T a, T b, ToLongFunction<T> what, LongFunction<String> words) {
        table.row(
                label,
                a == null ? ABSENT : words.apply(what.applyAsLong(a)),
                b == null ? ABSENT : words.apply(what.applyAsLong(b)),
                a == null || b == null ? ABSENT : signed(what.applyAsLong(b) - what.applyAsLong(a), words));
    }

    private static String signed(long difference, LongFunction<String> words) {
        return difference == 0 ? "" : (difference > 0 ? "+" : "") + words.apply(difference);
    }

    // --- for programs ---------------------------------------------------------------------------

    /// One JSON document.
    String json() {
        var json = JsonNodeFactory.instance.objectNode().put("schema", SCHEMA);
        json.put("time_ns", comparison.atNs()).put("time", Times.text(comparison.atNs()));
        json.put("cut", cut).put("equal", comparison.equal());
        side(json.putObject("a"), sides.a(), comparison.a());
        side(json.putObject("b"), sides.b(), comparison.b());
        var common = json.putObject("common");
        common.put("events", comparison.divergence().map(d -> d.equalEvents()).orElse(comparison.a().events()));
        common.put("facts", comparison.commonFacts());
        common.put("time_ns", comparison.divergence().map(d -> d.equalNs()).orElse(comparison.atNs()));
        comparison.divergence().ifPresentOrElse(divergence -> {
            var item = json.putObject("divergence").put("time_ns", divergence.atNs());
            turn(item.putObject("a"), divergence.a(), sides.a());
            turn(item.putObject("b"), divergence.b(), sides.b());
        }, () -> json.putNull("divergence"));
        var kinds = json.putArray("messages");
        for (var kind : comparison.kinds()) {
            var item = kinds.addObject().put("kind", kind.name()).put("words", kind.words());
            messages(item.putObject("a"), comparison.a().kind(kind));
            messages(item.putObject("b"), comparison.b().kind(kind));
        }
        var services = json.putArray("services");
        for (var name : comparison.services()) {
            var item = services.addObject().put("name", name);
            service(item, "a", comparison.a().service(name));
            service(item, "b", comparison.b().service(name));
        }
        var instances = json.putArray("instances");
        for (var name : comparison.instances()) {
            var item = instances.addObject().put("name", name);
            instance(item, "a", comparison.a().instance(name));
            instance(item, "b", comparison.b().instance(name));
        }
        return json.toPrettyString();
    }

    private static void side(ObjectNode json, Future future, Tally tally) {
        json.put("name", future.name()).put("scenario", future.session().scenario().name());
        json.put("seed", future.session().scenario().seed());
        json.put("events", tally.events()).put("messages", tally.messages());
        json.put("messages_lost", tally.messagesLost()).put("sends_refused", tally.sendsRefused());
        json.put("doorbells_lost", tally.doorbellsLost());
        latencies(json, tally.latencies());
        json.put("fingerprint", tally.fingerprintText());
    }

    private static void turn(ObjectNode json, Turn turn, Future future) {
        var words = new TurnText(future.session());
        json.put("kind", turn.kind().name().toLowerCase(Locale.ROOT)).put("event", turn.event());
        if (turn.atNs() == Long.MAX_VALUE) {
            json.putNull("time_ns");
        } else {
            json.put("time_ns", turn.atNs());
        }
        json.put("cause", turn.cause()).put("why", words.cause(turn));
        var told = json.putArray("told");
        words.told(turn).forEach(told::add);
    }

    private static void messages(ObjectNode json, KindTally kind) {
        json.put("sent", kind.sent()).put("taken", kind.taken()).put("lost", kind.lost());
        latencies(json, kind.latencies());
    }

    private static void latencies(ObjectNode json, Latencies latencies) {
        var item = json.putObject("latency").put("count", latencies.count());
        item.put("p50_ns", latencies.p50Ns()).put("p95_ns", latencies.p95Ns()).put("p99_ns", latencies.p99Ns());
    }

    private static void service(ObjectNode json, String side, ServiceTally service) {
        if (service == null) {
            json.putNull(side);
            return;
        }
        RunReport.write(service, json.putObject(side));
    }

    private static void instance(ObjectNode json, String side, InstanceTally instance) {
        if (instance == null) {
            json.putNull(side);
            return;
        }
        json.putObject(side)
                .put("status", instance.status().word())
                .put("removed", !instance.exists())
                .put("cores", instance.cores())
                .put("memory_bytes", instance.memoryBytes())
                .put("generations", instance.generations())
                .put("boots", instance.boots())
                .put("service_lost_ns", instance.lostNs());
    }
}
