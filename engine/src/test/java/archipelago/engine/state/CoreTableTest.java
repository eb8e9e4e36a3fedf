package archipelago.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.base.RandomStream;
import java.util.HashMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// The load history of cores, against one that forgets nothing.
class CoreTableTest {
    private static final int CORES = 3;
    private static final int WORKS = 60;

    @Property(tries = 200)
    void aCopyOfTheLoadsTellsTheShareOfEachOfTheLastBuckets(@ForAll long seed) {
        var random = new RandomStream(seed, "work");
        var table = new CoreTable(CORES);
        var all = new HashMap<Long, Long>();
        long[] freeNs = new long[CORES];
        long nowNs = 0;
        for (int work = 0; work < WORKS; work++) {
            nowNs += random.nextBelow(3 * CoreTable.BUCKET_NS);
            int core = (int) random.nextBelow(CORES);
            long fromNs = Math.max(nowNs, freeNs[core]);
            freeNs[core] = fromNs + 1 + random.nextBelow(2 * CoreTable.BUCKET_NS);
            table.addLoad(core, fromNs, freeNs[core]);
            for (long ns = fromNs; ns < freeNs[core]; ) {
                long bucket = ns / CoreTable.BUCKET_NS;
                long untilNs = Math.min(freeNs[core], (bucket + 1) * CoreTable.BUCKET_NS);
                all.merge(bucket * CORES + core, untilNs - ns, Long::sum);
                ns = untilNs;
            }
            var copy = new byte[CORES * CoreTable.BUCKETS];
            table.copyLoads(nowNs, copy);
            for (int at = 0; at < copy.length; at++) {
                int one = at / CoreTable.BUCKETS;
                long bucket = nowNs / CoreTable.BUCKET_NS - CoreTable.BUCKETS + 1 + at % CoreTable.BUCKETS;
                // What lies a whole turn before work that is not done yet has lost its place to it.
                boolean kept = bucket > table.loadBucket[one] - CoreTable.BUCKETS;
                long busyNs = kept ? all.getOrDefault(bucket * CORES + one, 0L) : 0;
                assertThat(copy[at]).isEqualTo((byte) (busyNs * 100 / CoreTable.BUCKET_NS));
            }
        }
    }
}
