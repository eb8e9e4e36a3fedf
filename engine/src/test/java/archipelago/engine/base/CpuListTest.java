package archipelago.engine.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;

class CpuListTest {
    @Test
    void readsRangesAndSingleCpus() {
        assertThat(CpuList.parse("4-7,12")).hasValue(List.of(4L, 5L, 6L, 7L, 12L));
        assertThat(CpuList.parse("0")).hasValue(List.of(0L));
        assertThat(CpuList.parse(" 3 , 1-2 ")).hasValue(List.of(3L, 1L, 2L));
        assertThat(CpuList.parse("5-5")).hasValue(List.of(5L));
    }

    @Test
    void theOrderIsKeptBecauseTheFirstCpuBootsTheKernel() {
        assertThat(CpuList.parse("9,4-5,1")).hasValue(List.of(9L, 4L, 5L, 1L));
        assertThat(CpuList.text(List.of(9L, 4L, 5L, 1L))).isEqualTo("9,4-5,1");
    }

    @Test
    void onlyAscendingNeighboursBecomeARange() {
        assertThat(CpuList.text(List.of(4L, 5L, 6L, 7L, 12L))).isEqualTo("4-7,12");
        assertThat(CpuList.text(List.of(3L, 2L, 1L))).isEqualTo("3,2,1");
        assertThat(CpuList.text(List.of(0L, 2L, 4L))).isEqualTo("0,2,4");
        assertThat(CpuList.text(List.of())).isEmpty();
    }

    @Test
    void refusesWhatIsNoList() {
        for (var text : List.of("", ",", "1,", ",1", "1,,2", "a", "-1", "1-", "1-2-3", "0x4", "1;2", "1 2", "none")) {
            assertThat(CpuList.parse(text)).as(text).isEmpty();
        }
    }

    @Test
    void refusesRangesThatRunBackwardsAndCpusThatStandTwice() {
        assertThat(CpuList.parse("7-4")).isEmpty();
        assertThat(CpuList.parse("4,4")).isEmpty();
        assertThat(CpuList.parse("4-7,6")).isEmpty();
    }

    @Test
    void physicalIdsAreWiderThanThirtyTwoBits() {
        assertThat(CpuList.parse("1099511627776-1099511627777")).hasValue(List.of(1L << 40, (1L << 40) + 1));
    }

    @Test
    void aListHasAtMost65536Cpus() {
        assertThat(CpuList.parse("0-65535").orElseThrow()).hasSize(65_536);
        assertThat(CpuList.parse("0-65536")).isEmpty();
        assertThat(CpuList.parse("0-65535,70000")).isEmpty();
        assertThat(CpuList.parse("0-999999999999999999")).isEmpty();
        assertThat(CpuList.parse("9".repeat(30))).isEmpty();
    }

    @Property
    void everyListIsReadBackAsItWas(
            @ForAll @NotEmpty @UniqueElements List<@LongRange(min = 0, max = 40) Long> ids) {
        assertThat(CpuList.parse(CpuList.text(ids))).hasValue(ids);
    }

    @Property
    void sparseIdsAreReadBackAsTheyWere(
            @ForAll @NotEmpty @UniqueElements List<@LongRange(min = 0, max = 999_999_999_999_999_999L) Long> ids) {
        assertThat(CpuList.parse(CpuList.text(ids))).hasValue(ids);
    }

    @Property
    void oneRunBecomesOneRange(
            @ForAll @LongRange(min = 0, max = 100_000) long first,
            @ForAll @LongRange(min = 1, max = 200) long more) {
        var ids = LongStream.rangeClosed(first, first + more).boxed().toList();
        assertThat(CpuList.text(ids)).isEqualTo(first + "-" + (first + more));
    }
}
