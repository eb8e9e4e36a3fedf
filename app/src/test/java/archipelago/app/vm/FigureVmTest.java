package archipelago.app.vm;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Stories;
import archipelago.app.vm.FigureVm.Form;
import archipelago.app.vm.FigureVm.What;
import archipelago.engine.frame.Frame;
import org.junit.jupiter.api.Test;

class FigureVmTest {
    private final Frame frame = Stories.frame();
    private final FigureVm figure = new FigureVm();

    @Test
    void itBeginsWithWhatIsInFrontAndKeepsFormAndSize() {
        figure.begin(frame, What.LANES, frame.nowNs + 1_000);
        figure.form(Form.SVG);
        figure.size(FigureVm.SIZES.getLast());
        figure.begin(frame, What.RINGS, frame.nowNs + 1_000);
        assertThat(figure.choice().wish())
                .isEqualTo(new FigureVm.Wish(What.RINGS, Form.SVG, new FigureVm.Size(3840, 2160), frame.nowNs));
    }

    @Test
    void whatMovesGoesToWhereTheTimelineEndsUnlessSomebodySaysOtherwise() {
        figure.begin(frame, What.MAP, frame.nowNs + 1_000_000_000);
        figure.form(Form.GIF);
        assertThat(figure.choice().wish().untilNs()).isGreaterThan(frame.nowNs);
        figure.until("9000,5 s");
        assertThat(figure.choice().wish().untilNs()).isEqualTo(9_000_500_000_000L);
        figure.until("soon");
        assertThat(figure.choice().problem()).isEqualTo("“soon” is no time; one such as 5.62 s is.");
        figure.until("0 s");
        assertThat(figure.choice().problem()).startsWith("“0 s” is not later than now, ");
    }

    @Test
    void twoFuturesNeedTwoFutures() {
        figure.begin(frame, What.MAP, frame.nowNs);
        figure.what(What.COMPARE);
        assertThat(figure.choice().problem()).isEqualTo("There is only one future yet.");
        figure.begin(frame, What.COMPARE, frame.nowNs);
        assertThat(figure.choice().wish().what()).as("the view for it is in front").isEqualTo(What.COMPARE);
    }
}
