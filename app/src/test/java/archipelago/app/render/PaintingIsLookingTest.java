package archipelago.app.render;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.LargeRuns;
import archipelago.app.export.Figure;
import archipelago.app.layout.Selection;
import archipelago.engine.base.RandomStream;
import archipelago.engine.live.StillEngine;
import archipelago.engine.session.Session;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Who looks at a machine changes nothing of it, whenever and at whatever they look.
class PaintingIsLookingTest {
    private static final int EVENTS = 1_500;
    private static final int STEP = 150;

    @Property(tries = 12)
    void paintingAtRandomMomentsChangesNoFingerprint(@ForAll long seed) {
        assertThat(fingerprints(seed, true)).isEqualTo(fingerprints(seed, false));
    }

    /// The fingerprints of a run, step by step.
    private static List<Long> fingerprints(long seed, boolean seen) {
        var random = new RandomStream(seed, "looks");
        var session = new Session(LargeRuns.scenario(32));
        var found = new ArrayList<Long>();
        for (long events = 0; events < EVENTS; events += STEP) {
            session.seekEvents(events);
            boolean look = random.nextBelow(2) == 0;
            var view = Figure.View.values()[(int) random.nextBelow(Figure.View.values().length)];
            long core = random.nextBelow(32);
            if (seen && look) {
                paint(session, view, new Selection.OfCore((int) core));
            }
            found.add(session.fingerprint());
        }
        return found;
    }

    private static void paint(Session session, Figure.View view, Selection selection) {
        var g = new BufferedImage(700, 420, BufferedImage.TYPE_INT_RGB).createGraphics();
        new Figure(session.scenario(), Theme.of(Theme.Name.LIGHT), selection)
                .draw(view, new StillEngine(session).latest(), g, 700, 420);
        g.dispose();
    }
}
