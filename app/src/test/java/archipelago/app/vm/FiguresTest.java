package archipelago.app.vm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void thousandsStandApart() {
        assertThat(Figures.grouped(0)).isEqualTo("0");
        assertThat(Figures.grouped(999)).isEqualTo("999");
        assertThat(Figures.grouped(1_842_306)).isEqualTo("1\u2009842\u2009306");
        assertThat(Figures.grouped(-1_000)).isEqualTo("−1\u2009000");
    }

    @Test
    void anInstantKeepsItsUnitAndAllItsDigits() {
        assertThat(Figures.micros(0)).isEqualTo("0.000");
        assertThat(Figures.micros(7)).isEqualTo("0.007");
        assertThat(Figures.micros(1_842_306)).isEqualTo("1\u2009842.306");
        assertThat(Figures.micros(3_200_000_001L)).isEqualTo("3\u2009200\u2009000.001");
    }

    @Test
    void aFingerprintHasSixteenDigits() {
        assertThat(Figures.fingerprint(0x2aL)).isEqualTo("00000000\u20090000002a");
    }
}
