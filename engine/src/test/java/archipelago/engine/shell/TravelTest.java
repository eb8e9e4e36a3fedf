package archipelago.engine.shell;

import static org.assertj.core.api.Assertions.assertThat;

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
    void whatCannotBeMeantIsSaidInWords() {
        var lab = ShellLab.pooled();
        assertThat(lab.say("goto").err()).startsWith("a place is missing\n  try: goto 5.6s");
        assertThat(lab.say("goto event soon").err()).startsWith("\"soon\" is no number");
        assertThat(lab.say("goto act 99").status()).isEqualTo(1);
        assertThat(lab.say("next year").err()).startsWith("\"year\" cannot be looked for\n  try: next event, cpu N");
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
