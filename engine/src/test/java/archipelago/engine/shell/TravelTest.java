package archipelago.engine.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Labs;
import org.junit.jupiter.api.Test;

class TravelTest {

    @Test
    void onePanicsUndoesItAndKeepsBothFutures() {
        var lab = ShellLab.webActive()
                .done("bookmark talk everything is up")
                .done("inject panic web-server 18")
                .done("advance 100ms");
        var status = "cat /sys/fs/multikernel/instances/web-server/status";
        assertThat(lab.say(status).out()).isEqualTo("loaded\n");

        assertThat(lab.say("undo").out()).startsWith("branch 1 is without: panic web-server on CPU 18\n");
        assertThat(lab.say(status).out()).isEqualTo("active\n");
        assertThat(lab.done("name without the panic").say("branches").out())
                .matches("(?s)  0, from the start, 5 acts, known up to .*\n\\*   1 \"without the panic\", from .*, 4 acts, .*\n");
        lab.done("branch 0");
        assertThat(lab.say(status).out()).isEqualTo("loaded\n");

        assertThat(lab.say("bookmark").out()).startsWith("talk: ").endsWith(", branch 0. everything is up\n");
        lab.done("goto talk");
        assertThat(lab.say(status).out()).isEqualTo("active\n");
        assertThat(lab.say("goto act 5").out()).endsWith("branch 0\n");
        assertThat(lab.done("forget talk").say("goto talk").err()).startsWith("\"talk\" is no instant and no bookmark");
    }

    @Test
    void oneGoesToWhateverOneLooksFor() {
        var lab = ShellLab.webActive().done("inject panic web-server 18").done("advance 100ms").done("goto 0ns");

        assertThat(lab.say("next message HALTED").status()).isZero();
        assertThat(lab.say("why").out()).startsWith("web-server sent HALTED #1 to the host, because web-server went off");
        assertThat(lab.say("back fault or refusal").status()).isZero();
        assertThat(lab.say("status").out()).contains("web-server");
        assertThat(lab.say("next effect of act 5").status()).isZero();
        assertThat(lab.say("next kernel web-server or cpu 18").status()).isZero();
        var before = lab.say("goto event 20").out();
        lab.done("next").done("back");
        assertThat(lab.say("goto event 20").out()).isEqualTo(before);
        assertThat(lab.say("next broken").err()).isEqualTo("nothing of the kind lies ahead; this is the end\n");
        assertThat(lab.say("back chapter or difference to 0").err()).isEqualTo("none of these lies before; this is the start\n");
    }

    @Test
    void anActOfTheStoryIsFoundLookedAtAndTakenBack() {
        var lab = ShellLab.of(Labs.firstLight()).done("run until fault");
        assertThat(lab.done("next").say("status").out()).containsPattern("story +waits until web-server is loaded");
        assertThat(lab.done("run until message HALTED").say("why").out())
                .startsWith("web-server sent HALTED #").contains("because the story asked at 5.620162 s to panic")
                .contains("the story asks: panic web-server on CPU 20 (act 9)");
        lab.done("run until time 5.63s");

        assertThat(lab.say("why act 9").out()).startsWith("The story asked at 5.620162 s to panic web-server");
        assertThat(lab.say("effects act 9").out()).matches("(?s)event [0-9]+ led to 11 events so far; .*");
        assertThat(lab.say("blast").err())
                .isEqualTo("you have done nothing up to now\n  try: blast 10, the story's: start web-server\n");
        var blast = lab.say("blast 9").out();
        assertThat(blast).startsWith("act 9 of the story, panic web-server on CPU 20 at 5.620162 s: 11 events go back");
        lab.done("goto cause").done("next effect");
        var event = lab.say("goto act 9").out().replaceAll("(?s).*event ([0-9]+),.*", "$1");
        assertThat(lab.say("blast event " + (Integer.parseInt(event))).out())
                .as("as seen from the moment of the panic").startsWith("act 9 of the story");

        assertThat(lab.done("goto 5.63s").say("undo 9").out())
                .isEqualTo("branch 1 is without: panic web-server on CPU 20\n5.63 s, event "
                        + lab.session().events() + ", branch 1\n");
        assertThat(lab.say("cat /sys/fs/multikernel/instances/web-server/status").out()).isEqualTo("active\n");
        assertThat(lab.say("branches").out()).contains("*   1 without: panic web-server on CPU 20, from 5.62");
        assertThat(lab.done("goto 5.6s").say("next difference").out()).contains("5.620161933");
        assertThat(lab.say("undo 1").out()).startsWith("branch 2 is without: give CPUs");
        assertThat(lab.say("undo 99").err()).startsWith("there is no act 99 on this branch\n  try: undo ");
        assertThat(lab.say("blast event 1").status()).isLessThan(2);
    }

    @Test
    void oneRunsUntilAnyOfSeveralThingsForwardAndBack() {
        var lab = ShellLab.of(Labs.firstLight()).done("goto 5.6s").done("bookmark talk").done("goto 5.63s");

        assertThat(lab.say("run back until bookmark talk or fault").out()).contains("5.620161933");
        assertThat(lab.say("run back until bookmark talk or fault").out()).startsWith("5.6 s, ");
        assertThat(lab.say("run until fault or time 5.61s").out()).startsWith("5.61 s, ");
        assertThat(lab.say("run back until bookmark talk or event 1").out()).startsWith("5.6 s, ");
        lab.done("goto 5s");
        assertThat(lab.say("run until bookmark talk or refusal").out()).startsWith("5.6 s, ");
        assertThat(lab.say("run until fact MessageLost or fact instance-removed").status()).isZero();
        assertThat(lab.say("run until fact instance removed").status()).isZero();
        assertThat(lab.say("why").out()).contains("was removed");
        assertThat(lab.say("run until event 17").status()).as("lies behind").isEqualTo(1);
        assertThat(lab.say("run back until event 17").out()).contains(", event 17, ");
        assertThat(lab.say("run until event 20 or fault").out()).contains(", event 20, ");
        assertThat(lab.say("run until").err()).startsWith("it is missing until what to run\n  try: run until fault");
        assertThat(lab.say("run until fact Nothing").err()).startsWith("\"fact Nothing\" cannot be looked for");
        assertThat(lab.say("run until bookmark nowhere").status()).isEqualTo(2);
        assertThat(lab.say("run until fault or").status()).as("an or too many does no harm").isZero();
    }

    @Test
    void whatCannotBeMeantIsSaidInWords() {
        var lab = ShellLab.pooled();
        assertThat(lab.say("goto").err()).startsWith("a place is missing\n  try: goto 5.6s");
        assertThat(lab.say("goto event soon").err()).startsWith("\"soon\" is no number");
        assertThat(lab.say("goto act 99").status()).isEqualTo(1);
        assertThat(lab.say("next year").err()).startsWith("\"year\" cannot be looked for\n  try: next event, event N");
        assertThat(lab.say("branch 7").err()).startsWith("there is no branch 7");
        assertThat(lab.say("undo everything").status()).isEqualTo(2);
        assertThat(lab.say("undo 99").status()).isEqualTo(1);
        assertThat(lab.say("forget me").err()).startsWith("there is no bookmark \"me\"");
    }

    @Test
    void kerfsOwnFilesAreAsTheyWereThen() {
        var lab = ShellLab.webActive().done("bookmark up");
        var note = "cat /var/lib/kerf/instances/web-server.json";
        assertThat(lab.say(note).status()).isZero();
        lab.done("goto 1s");
        assertThat(lab.say(note).status()).as("web-server was not there yet").isEqualTo(1);
        lab.done("kerf show").done("goto up");
        assertThat(lab.say(note).status()).as("whoever looked around meanwhile changed nothing").isZero();
    }
}
