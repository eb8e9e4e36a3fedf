package archipelago.app.layout;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Frames;
import archipelago.app.LargeRuns;
import archipelago.engine.base.RandomStream;
import archipelago.engine.frame.Frame;
import archipelago.engine.machine.Machine;
import archipelago.engine.state.Site;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MachineMapLayoutTest {

    @ParameterizedTest
    @ValueSource(ints = {8, 20, 32, 72, 96, 128, 192, 1024, 4096})
    void tilesOfUsualMachinesStandApartInsideTheirSockets(int cores) {
        var machine = Frames.machine(2, cores);
        expectSoundTiles(machine, layout(machine, Frames.crowded(machine, 6, 0), 1040, 560));
        expectSoundTiles(machine, layout(machine, Frames.crowded(machine, 6, 0), 700, 420));
    }

    @Property(tries = 120)
    void tilesStandApartInsideTheirSockets(
            @ForAll @IntRange(min = 8, max = 4096) int cores,
            @ForAll @IntRange(min = 1, max = 8) int sockets,
            @ForAll @IntRange(min = 480, max = 1900) int width,
            @ForAll @IntRange(min = 360, max = 1000) int height) {
        var machine = Frames.machine(sockets, cores);
        expectSoundTiles(machine, layout(machine, Frames.crowded(machine, 6, 0), width, height));
    }

    @Property(tries = 80)
    void tilesStandApartInTheOrderOfOwnersToo(
            @ForAll @IntRange(min = 8, max = 1200) int cores,
            @ForAll @IntRange(min = 1, max = 14) int instances,
            @ForAll @IntRange(min = 1, max = 2) int threads,
            @ForAll @IntRange(min = 2, max = 16) int ofCache) {
        var machine = built(Frames.machine(2, cores), ofCache, threads);
        var frame = Frames.crowded(machine, instances, 0);
        var layout = MachineMapLayout.ofOwners(machine, frame, 1040, 560);
        assertThat(layout.byOwner()).isTrue();
        for (int core = 0; core < cores; core++) {
            var tile = layout.tile(core);
            var home = layout.panels().stream().filter(panel -> panel.contains(tile)).findFirst().orElseThrow();
            assertThat(layout.placeAt(home.getX() + 3, home.getMaxY() - 3))
                    .as("who drops a core anywhere on a panel means its owner")
                    .isEqualTo(frame.owner[core]);
            assertThat(layout.panels()).filteredOn(panel -> panel.contains(tile)).hasSize(1);
            for (int other = 0; other < core; other++) {
                assertThat(tile.intersects(layout.tile(other))).as("tiles of " + core + " and " + other).isFalse();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"20, 10, 2", "72, 12, 2", "96, 24, 2", "192, 8, 1", "192, 24, 2"})
    void cachesStandApartWithoutEmptyColumnsAndThreadsSideBySide(int cores, int ofCache, int threads) {
        var machine = built(Frames.machine(2, cores), ofCache, threads);
        var layout = layout(machine, Frames.crowded(machine, 4, 0), 1040, 560);
        assertThat(layout.caches()).hasSize(ofCache == cores / 2 ? 0 : cores / ofCache);
        for (var cache : layout.caches()) {
            double tiles = 0;
            for (int core = 0; core < cores; core++) {
                boolean inside = cache.tiles().contains(layout.tile(core));
                assertThat(inside).isEqualTo(machine.cache(core) == cache.cache());
                tiles += inside ? 1 : 0;
            }
            double columns = distinct(machine, layout, cache.cache(), true);
            double rows = distinct(machine, layout, cache.cache(), false);
            assertThat(columns * rows).as("no place of a cache is empty").isEqualTo(tiles);
            assertThat(layout.caches()).filteredOn(other -> other.tiles().intersects(cache.tiles())).hasSize(1);
        }
        for (int core = 0; core + 1 < cores; core += 2) {
            double apart = layout.tile(core + 1).getX() - layout.tile(core).getMaxX();
            assertThat(layout.joinedRight(core)).isEqualTo(threads == 2);
            assertThat(apart).as("threads stand closer than cores").matches(gap -> threads == 1 || gap <= 3);
        }
    }

    private static double distinct(Machine machine, MachineMapLayout layout, int cache, boolean across) {
        return machine.coresOfCache(cache).stream()
                .map(layout::tile)
                .map(tile -> across ? tile.getX() : tile.getY())
                .distinct()
                .count();
    }

    /// The same machine with caches of so many cores each, and so many threads in a core.
    private static Machine built(Machine plain, int ofCache, int threads) {
        var cores = new ArrayList<Machine.Core>();
        for (int c = 0; c < plain.coreCount(); c++) {
            cores.add(new Machine.Core(plain.physicalId(c), plain.node(c), c / ofCache, c / threads));
        }
        return plain.with(cores);
    }

    @Property(tries = 150)
    void namesTouchNoTileAndNoOtherName(
            @ForAll @IntRange(min = 8, max = 600) int cores,
            @ForAll @IntRange(min = 1, max = 4) int sockets,
            @ForAll @IntRange(min = 1, max = 20) int instances,
            @ForAll long seed) {
        var machine = Frames.machine(sockets, cores);
        var frame = shuffled(machine, instances, seed);
        var layout = layout(machine, frame, 1040, 560);
        var rooms = rooms(layout);
        for (int i = 0; i < rooms.size(); i++) {
            for (int j = i + 1; j < rooms.size(); j++) {
                assertThat(rooms.get(i).intersects(rooms.get(j))).isFalse();
            }
            for (int core = 0; core < cores; core++) {
                assertThat(rooms.get(i).intersects(layout.tile(core))).isFalse();
            }
            var room = rooms.get(i);
            assertThat(layout.captions()).noneMatch(caption -> caption.room().intersects(room));
        }
    }

    @Property(tries = 60)
    void namesOverTilesLieOverThoseOfTheirKernel(
            @ForAll @IntRange(min = 128, max = 1024) int cores,
            @ForAll @IntRange(min = 1, max = 8) int sockets,
            @ForAll @IntRange(min = 1, max = 60) int instances) {
        var machine = Frames.machine(sockets, cores);
        var frame = Frames.crowded(machine, instances, 0);
        var layout = layout(machine, frame, 1040, 560);
        for (var territory : layout.territories()) {
            for (int core = 0; core < cores && !territory.inner().isEmpty(); core++) {
                assertThat(layout.tile(core).intersects(territory.inner()) && frame.owner[core] != territory.slot()).isFalse();
            }
        }
    }

    @Test
    void mostKernelsOfALargeMachineCanBeToldByTheirNames() {
        var frame = Frames.crowded(Frames.machine(8, 1024), 56, 0);
        var layout = layout(Frames.machine(8, 1024), frame, 1040, 560);
        long named = layout.territories().stream().filter(t -> !t.inner().isEmpty() || !t.tagRoom().isEmpty()).count();
        assertThat(named).isGreaterThan(layout.territories().size() / 2);
    }

    @Test
    void rowsOfSocketsAreFullWhereThatCostsLittle() {
        var machine = LargeRuns.scenario(1024).machine();
        for (var size : new double[][] {{1204, 540}, {1600, 900}, {740, 290}}) {
            var layout = layout(machine, new Frame(1024), size[0], size[1]);
            long across = layout.panels().stream().mapToDouble(Rectangle2D::getX).distinct().count();
            assertThat(layout.panels().size() % across).isZero();
        }
    }

    @Test
    void everyKernelOfTheUsualMachineHasRoomForItsName() {
        var layout = layout(Frames.machine(), Frames.talking(), 1040, 560);
        assertThat(layout.territories()).hasSize(4).allMatch(t -> t.tagRoom().getWidth() > 90);
    }

    @Property(tries = 40)
    void whatIsInTheMiddleOfATileIsItsCore(
            @ForAll @IntRange(min = 8, max = 4096) int cores, @ForAll @IntRange(min = 1, max = 4) int sockets) {
        var machine = Frames.machine(sockets, cores);
        var frame = Frames.crowded(machine, 5, 0);
        var layout = layout(machine, frame, 1040, 560);
        for (int core = 0; core < cores; core++) {
            var tile = layout.tile(core);
            double x = tile.getCenterX();
            double y = tile.getCenterY();
            assertThat(layout.hit(x, y)).isEqualTo(new Selection.OfCore(core));
            assertThat(layout.placeAt(x, y)).isEqualTo(frame.owner[core]);
        }
    }

    @Test
    void noTileMovesWhenCoresChangeHands() {
        var machine = Frames.machine();
        var before = layout(machine, Frames.talking(), 1040, 560);
        var after = before.at(Frames.panicked());
        var fresh = layout(machine, Frames.moving(), 1040, 560);
        for (int core = 0; core < 32; core++) {
            assertThat(after.tile(core)).isEqualTo(before.tile(core));
            assertThat(fresh.tile(core)).isEqualTo(before.tile(core));
        }
    }

    @Test
    void aTerritoryEnclosesItsTilesAndNoOthers() {
        var machine = Frames.machine();
        var frame = Frames.talking();
        var layout = layout(machine, frame, 1040, 560);
        for (var territory : layout.territories()) {
            for (int core = 0; core < 32; core++) {
                boolean own = frame.owner[core] == territory.slot() && machine.node(core) == territory.node();
                assertThat(territory.outline().intersects(layout.tile(core))).isEqualTo(own);
                if (own) {
                    assertThat(territory.outline().contains(layout.tile(core))).isTrue();
                }
            }
        }
    }

    @Test
    void partsThatDoNotTouchAreTiedTogether() {
        var layout = layout(Frames.machine(), Frames.talking(), 1040, 560);
        var host = layout.territories().getFirst();
        assertThat(host.slot()).isZero();
        assertThat(host.tethers()).hasSize(1);
        for (int core = 0; core < 32; core++) {
            assertThat(host.tethers().getFirst().intersects(layout.tile(core))).isFalse();
        }
    }

    @Test
    void aHoleInATerritoryIsNotItsGround() {
        var machine = Frames.machine();
        var frame = Frames.calm();
        for (int core = 0; core < 32; core++) {
            Frames.place(frame, core, core == 5 ? -1 : 0, Site.RUNNING, 0);
        }
        var layout = layout(machine, frame, 1040, 560);
        var tile = layout.tile(5);
        assertThat(layout.placeAt(tile.getCenterX(), tile.getCenterY())).isEqualTo(-1);
        assertThat(layout.territories().getFirst().outline().contains(tile.getCenterX(), tile.getCenterY()))
                .isFalse();
    }

    @Test
    void arrowKeysWalkTheGridAndCrossToTheNextSocket() {
        var layout = layout(Frames.machine(), Frames.calm(), 1040, 560);
        assertThat(layout.neighbour(0, 1, 0)).isEqualTo(1);
        assertThat(layout.neighbour(0, 0, 1)).isEqualTo(4);
        assertThat(layout.neighbour(3, 1, 0)).isEqualTo(16);
        assertThat(layout.neighbour(16, -1, 0)).isEqualTo(3);
        assertThat(layout.neighbour(0, -1, 0)).isZero();
        assertThat(layout.neighbour(0, 0, -1)).isZero();
    }

    @Test
    void messagesMoveEvenlyFromTileToTileAndWaitThere() {
        var machine = Frames.machine();
        var frame = Frames.talking();
        var layout = layout(machine, frame, 1040, 560);
        var first = layout.flights().getFirst();
        assertThat(layout.tile(8).contains(first.route().at(0))).isTrue();
        assertThat(layout.tile(16).contains(first.route().at(1))).isTrue();
        assertThat(first.route().at(0.25).distance(first.route().at(0.5)))
                .isLessThanOrEqualTo(first.route().length() / 4 + 0.001);
        var waiting = layout.flights().stream().filter(FlightMark::waiting).toList();
        assertThat(waiting).hasSize(3).allMatch(mark -> layout.tile(16).contains(mark.x(), mark.y()));
        assertThat(layout.hit(first.x(), first.y())).isInstanceOf(Selection.OfFlight.class);
    }

    @Test
    void moreMessagesThanCanBeFollowedBecomeRibbons() {
        var machine = Frames.machine(2, 64);
        var few = layout(machine, Frames.crowded(machine, 6, 300), 1040, 560);
        assertThat(few.flights()).isNotEmpty();
        assertThat(few.ribbons()).isEqualTo(Ribbons.NONE);
        var frame = Frames.crowded(machine, 6, 700);
        var many = layout(machine, frame, 1040, 560);
        assertThat(many.flights()).isEmpty();
        assertThat(many.ribbons().shown().stream().mapToInt(Ribbon::messages).sum()).isEqualTo(frame.flights.size());
    }

    @Test
    void devicesStandOnTheirNodesLineAndCanBePicked() {
        var layout = layout(Frames.machine(), Frames.calm(), 700, 420);
        assertThat(layout.devices()).hasSize(4);
        for (var device : layout.devices()) {
            var box = device.bounds();
            assertThat(layout.socket(device.node()).contains(box)).isTrue();
            assertThat(layout.hit(box.getCenterX(), box.getCenterY()))
                    .isEqualTo(new Selection.OfDevice(device.index()));
            assertThat(layout.captions()).noneMatch(caption -> caption.room().intersects(box));
        }
    }

    @Test
    void devicesWithoutRoomAreCounted() {
        var devices = new ArrayList<Machine.PciFunction>();
        for (int d = 0; d < 30; d++) {
            devices.add(new Machine.PciFunction("nvme" + d, "0000:5e:00." + d, 1, 1, -1));
        }
        var plain = Frames.machine(2, 32);
        var machine = new Machine(plain.nodes(), plain.cores(), devices);
        var layout = layout(machine, Frames.crowded(machine, 2, 0), 700, 420);
        var last = layout.devices().getLast();
        assertThat(last.index()).isEqualTo(-1);
        assertThat(last.text()).isEqualTo("+" + (30 - (layout.devices().size() - 1)));
        assertThat(layout.socket(0).contains(last.bounds())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"8, FULL", "32, TILE", "72, TILE", "128, GLYPH", "1024, CELL", "4096, CELL", "30000, BLOCK"})
    void theSizeOfTilesPicksWhatTheySay(int cores, Level level) {
        var machine = Frames.machine(2, cores);
        assertThat(layout(machine, Frames.crowded(machine, 3, 0), 1040, 560).level()).isEqualTo(level);
    }

    @Test
    void aSocketMayHaveSeveralNodes() {
        var nodes = List.of(
                new Machine.Node(0, 0, 0, 1 << 30, List.of(10, 12, 21, 21)),
                new Machine.Node(1, 0, 1 << 30, 1 << 30, List.of(12, 10, 21, 21)),
                new Machine.Node(2, 1, 2L << 30, 1 << 30, List.of(21, 21, 10, 12)),
                new Machine.Node(3, 1, 3L << 30, 1 << 30, List.of(21, 21, 12, 10)));
        var cores = new ArrayList<Machine.Core>();
        for (int c = 0; c < 48; c++) {
            cores.add(new Machine.Core(c, c / 12));
        }
        var machine = new Machine(nodes, cores, List.of());
        var layout = layout(machine, Frames.crowded(machine, 3, 0), 1040, 560);
        expectSoundTiles(machine, layout);
        assertThat(layout.captions()).hasSize(6);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "40, 400", "400, 40", "90, 90"})
    void aMapWithoutRoomStillAnswers(double width, double height) {
        var machine = Frames.machine(4, 256);
        var layout = layout(machine, Frames.crowded(machine, 5, 20), width, height);
        assertThat(layout.placeAt(-5, -5)).isEqualTo(MachineMapLayout.NOWHERE);
        assertThat(layout.hit(width * 2, height * 2)).isEqualTo(Selection.NOTHING);
    }

    private static MachineMapLayout layout(Machine machine, Frame frame, double width, double height) {
        return MachineMapLayout.of(machine, frame, width, height);
    }

    private static void expectSoundTiles(Machine machine, MachineMapLayout layout) {
        var byNode = new ArrayList<List<Rectangle2D>>();
        machine.nodes().forEach(node -> byNode.add(new ArrayList<>()));
        for (int core = 0; core < machine.coreCount(); core++) {
            var tile = layout.tile(core);
            assertThat(layout.socket(machine.socket(core)).contains(tile)).isTrue();
            assertThat(layout.legend().intersects(tile)).isFalse();
            byNode.get(machine.node(core)).add(tile);
        }
        for (int node = 0; node < byNode.size(); node++) {
            expectApart(byNode.get(node));
            for (int other = node + 1; other < byNode.size(); other++) {
                assertThat(layout.node(node).intersects(layout.node(other))).isFalse();
            }
        }
    }

    /// In physical order every tile is right of the one before it, or in a row below.
    private static void expectApart(List<Rectangle2D> tiles) {
        for (int i = 1; i < tiles.size(); i++) {
            var before = tiles.get(i - 1);
            var tile = tiles.get(i);
            boolean right = tile.getY() == before.getY() && tile.getMinX() > before.getMaxX();
            assertThat(right || tile.getMinY() > before.getMaxY()).isTrue();
        }
    }

    private static List<Rectangle2D> rooms(MachineMapLayout layout) {
        return layout.territories().stream()
                .map(Territory::tagRoom)
                .filter(room -> !room.isEmpty())
                .toList();
    }

    private static Frame shuffled(Machine machine, int instances, long seed) {
        var frame = Frames.crowded(machine, instances, 0);
        var random = new RandomStream(seed, "owners");
        for (int core = 0; core < machine.coreCount(); core++) {
            int owner = (int) random.nextBelow(instances + 2) - 1;
            Frames.place(frame, core, owner, Site.RUNNING, owner);
        }
        return frame;
    }
}
