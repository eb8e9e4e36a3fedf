package archipelago.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Labs;
import archipelago.engine.command.Command;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.session.Session;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How fast somebody looks on does not change what there is to see.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class GradeTest {
    private static final Scenario ENDLESS = Labs.story(Labs.chatter(), Labs.bothUp());

    private static Progress await(LiveEngine live, Predicate<Progress> there) {
        var progress = live.progress();
        while (!there.test(progress)) {
            Thread.onSpinWait();
            progress = live.progress();
        }
        return progress;
    }

    @ParameterizedTest
    @EnumSource
    void aRunIsTheSameInEveryGrade(Grade grade) {
        var alone = new Session(Labs.firstLight());
        while (!alone.atEnd()) {
            alone.stepForward();
        }
        try (var live = new LiveEngine(new Session(Labs.firstLight()))) {
            live.grade(grade);
            live.speed(LiveEngine.FASTEST);
            live.play();
            var end = await(live, p -> p.events() == alone.events() && !p.playing());

            assertThat(end.grade()).isEqualTo(grade);
            assertThat(end.fingerprint()).isEqualTo(alone.fingerprint());
            assertThat(end.nowNs()).isEqualTo(alone.nowNs());
            assertThat(end.sound()).isTrue();
        }
    }

    @Test
    void changingTheGradeOnTheWayChangesNothingElse() {
        var alone = new Session(Labs.firstLight());
        while (!alone.atEnd()) {
            alone.stepForward();
        }
        try (var live = new LiveEngine(new Session(Labs.firstLight()))) {
            live.speed(LiveEngine.FASTEST);
            live.play();
            for (int round = 1; round <= 12; round++) {
                long goal = alone.events() * round / 13;
                await(live, p -> p.events() >= goal);
                live.grade(Grade.values()[round % 3]);
            }
            var end = await(live, p -> p.events() == alone.events());
            assertThat(end.fingerprint()).isEqualTo(alone.fingerprint());
        }
    }

    @Test
    void whoeverPausesSeesTheTruthAtOnceAndAFrameOfIt() {
        try (var live = new LiveEngine(new Session(ENDLESS))) {
            live.grade(Grade.EXPRESS);
            live.play();
            await(live, p -> p.events() > 10_000);
            live.pause();
            var still = await(live, p -> !p.playing());
            var frame = live.latest();
            while (frame.playing) {
                frame = live.latest();
            }
            assertThat(frame.events).isEqualTo(still.events());
            assertThat(frame.fingerprint).isEqualTo(still.fingerprint());
            assertThat(still.eventsPerSecond()).isZero();
        }
    }

    @Test
    void anActInExpressIsHeededOnTheWay() {
        try (var live = new LiveEngine(new Session(ENDLESS))) {
            live.grade(Grade.EXPRESS);
            live.play();
            await(live, p -> p.events() > 10_000);
            live.give(new Command.Fault.Panic("database", -1));
            var frame = live.latest();
            while (frame.given == 0) {
                frame = live.latest();
            }
            assertThat(frame.playing).isTrue();
            assertThat(frame.branch).isZero();
        }
    }

    @Test
    void theTempoIsCountedOverHalfASecondAndForgottenWhenItStandsStill() {
        var tempo = new Tempo();
        assertThat(tempo.measure(0, 0, true)).isZero();
        assertThat(tempo.measure(400_000_000L, 900, true)).isZero();
        assertThat(tempo.measure(500_000_000L, 1_000, true)).isEqualTo(2_000);
        assertThat(tempo.measure(600_000_000L, 9_000, true)).isEqualTo(2_000);
        assertThat(tempo.measure(700_000_000L, 9_000, false)).isZero();
        assertThat(tempo.measure(800_000_000L, 10, true)).as("it went back").isZero();
    }
}
