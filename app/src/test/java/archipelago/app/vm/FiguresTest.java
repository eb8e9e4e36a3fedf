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
        assertThat(Figures.seconds(0)).isEqualTo("0.000\u2009000\u2009000");
        assertThat(Figures.seconds(7)).isEqualTo("0.000\u2009000\u2009007");
        assertThat(Figures.seconds(1_842_306)).isEqualTo("0.001\u2009842\u2009306");
        assertThat(Figures.seconds(5_627_151_128L)).isEqualTo("5.627\u2009151\u2009128");
        assertThat(Figures.seconds(1_003_200_000_001L)).isEqualTo("1\u2009003.200\u2009000\u2009001");
    }

    @Test
    void aFingerprintHasSixteenDigits() {
        assertThat(Figures.fingerprint(0x2aL)).isEqualTo("00000000\u20090000002a");
    }
}
