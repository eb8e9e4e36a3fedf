package archipelago.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.event.SortedList.Entry;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/// The wheel against a sorted list, over random lives.
class TimingWheelPropertyTest {

    /// One thing that is done to a queue.
    sealed interface Step {
        record Schedule(long delayNs, int priority, int times) implements Step {}

        record Pop(int times) implements Step {}

        record Peek() implements Step {}

        /// Goes on with the copy and leaves the original as it is.
        record Fork() implements Step {}

        /// Goes on with the queue that was left at the last fork.
        record Return() implements Step {}
    }

    @Property(tries = 2_000)
    void givesEveryEventInTheOrderOfTheSortedList(@ForAll("lives") List<Step> steps) {
        live(new Pair(), steps).drain();
    }

    @Property(tries = 300)
    void keepsTheOrderWhereverOnTheTimeLineALifeBegins(
            @ForAll("lives") List<Step> steps, @ForAll @LongRange(min = 0) long startNs) {
        var pair = new Pair();
        pair.schedule(startNs, 0);
        pair.pop();
        live(pair, steps).drain();
    }

    @Property(tries = 500)
    void showsWhatIsPendingInTheOrderInWhichItWillPop(@ForAll("lives") List<Step> steps) {
        var pair = live(new Pair(), steps);
        var expected = pair.list.inOrder();
        assertThat(shown(pair.wheel)).isEqualTo(expected);
        assertThat(shown(pair.wheel)).as("a second time, for showing changes nothing").isEqualTo(expected);
        pair.drain();
    }

    @Property(tries = 500)
    void aCopyAndItsOriginalKnowNothingOfEachOther(
            @ForAll("lives") List<Step> before, @ForAll("lives") List<Step> one, @ForAll("lives") List<Step> other) {
        var original = live(new Pair(), before);
        var copy = original.copy();
        live(original, one);
        live(copy, other);
        original.drain();
        copy.drain();
    }

    @Property(tries = 200)
    void doesNotGrowWhileTheNumberOfPendingEventsStaysTheSame(
            @ForAll("delaysNs") List<Long> delaysNs, @ForAll @IntRange(min = 1, max = 300) int pending) {
        var pair = new Pair();
        for (int i = 0; i < pending; i++) {
            pair.schedule(i, i % TimingWheel.PRIORITIES);
        }
        int capacity = pair.wheel.capacity();
        for (long delayNs : delaysNs) {
            pair.pop();
            pair.schedule(delayNs, 0);
        }
        assertThat(pair.wheel.capacity()).isEqualTo(capacity);
        pair.drain();
    }

    @Provide
    Arbitrary<List<Step>> lives() {
        Arbitrary<Step> schedule = Combinators.combine(
                        delayNs(), Arbitraries.integers().between(0, TimingWheel.PRIORITIES - 1), burst())
                .as(Step.Schedule::new);
        Arbitrary<Step> pop = burst().map(Step.Pop::new);
        return Arbitraries.frequencyOf(
                        Tuple.of(10, schedule),
                        Tuple.of(8, pop),
                        Tuple.of(4, Arbitraries.just(new Step.Peek())),
                        Tuple.of(1, Arbitraries.just(new Step.Fork())),
                        Tuple.of(1, Arbitraries.just(new Step.Return())))
                .list()
                .ofMaxSize(120);
    }

    @Provide
    Arbitrary<List<Long>> delaysNs() {
        return delayNs().list().ofMaxSize(400);
    }

    /// At the same instant, as short as a message, as long as a boot, and up to the end of time.
    private static Arbitrary<Long> delayNs() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(0L)),
                Tuple.of(5, Arbitraries.longs().between(0, 5)),
                Tuple.of(5, Arbitraries.longs().between(0, 2_100)),
                Tuple.of(3, Arbitraries.longs().between(900_000, 1_100_000)),
                Tuple.of(3, Arbitraries.longs().between(0, Long.MAX_VALUE)),
                Tuple.of(2, Arbitraries.longs().between(Long.MAX_VALUE - 2_000, Long.MAX_VALUE)),
                Tuple.of(3, Arbitraries.integers().between(0, 62).map(bit -> 1L << bit)),
                Tuple.of(3, Arbitraries.integers().between(0, 62).map(bit -> (1L << bit) - 1)));
    }

    private static Arbitrary<Integer> burst() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.just(1)), Tuple.of(2, Arbitraries.integers().between(2, 12)));
    }

    private static Pair live(Pair start, List<Step> steps) {
        var current = start;
        Pair left = null;
        for (var step : steps) {
            switch (step) {
                case Step.Schedule(long delayNs, int priority, int times) -> {
                    for (int i = 0; i < times; i++) {
                        current.schedule(delayNs, priority);
                    }
                }
                case Step.Pop(int times) -> {
                    for (int i = 0; i < times && current.list.size() > 0; i++) {
                        current.pop();
                    }
                }
                case Step.Peek() -> current.peek();
                case Step.Fork() -> {
                    left = current;
                    current = current.copy();
                }
                case Step.Return() -> {
                    if (left != null) {
                        var other = left;
                        left = current;
                        current = other;
                    }
                }
            }
        }
        if (left != null) {
            left.drain();
        }
        return current;
    }

    private static List<Entry> shown(TimingWheel<Long> wheel) {
        var entries = new ArrayList<Entry>();
        wheel.forEachInOrder((atNs, priority, number, cause) ->
                entries.add(new Entry(atNs, priority, number, cause)));
        return entries;
    }

    /// The queue and its model, to which the same is done.
    private static final class Pair {
        final TimingWheel<Long> wheel;
        final SortedList list;
        long number;

        Pair() {
            this(new TimingWheel<>(), new SortedList(), 0);
        }

        private Pair(TimingWheel<Long> wheel, SortedList list, long number) {
            this.wheel = wheel;
            this.list = list;
            this.number = number;
        }

        Pair copy() {
            return new Pair(wheel.copy(), list.copy(), number);
        }

        /// At a delay from the last pop, or at the end of time if that is nearer.
        void schedule(long delayNs, int priority) {
            long nowNs = wheel.poppedTimeNs();
            long atNs = delayNs > Long.MAX_VALUE - nowNs ? Long.MAX_VALUE : nowNs + delayNs;
            number++;
            long cause = number * 31;
            wheel.schedule(atNs, priority, number, cause);
            list.add(new Entry(atNs, priority, number, cause));
            assertThat(wheel.size()).isEqualTo(list.size());
        }

        void pop() {
            long popped = wheel.pop();
            var entry = new Entry(wheel.poppedTimeNs(), wheel.poppedPriority(), popped, wheel.poppedCause());
            assertThat(entry).isEqualTo(list.pop());
            assertThat(wheel.size()).isEqualTo(list.size());
        }

        void peek() {
            assertThat(wheel.headTimeNs()).isEqualTo(list.headTimeNs());
        }

        void drain() {
            while (list.size() > 0) {
                peek();
                pop();
            }
            assertThat(wheel.isEmpty()).isTrue();
            peek();
        }
    }
}
