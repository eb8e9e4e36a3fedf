package archipelago.app.render;

import archipelago.app.Png;
import archipelago.app.layout.History;
import archipelago.app.layout.Selection;
import archipelago.engine.frame.Frame;
import archipelago.engine.machine.Machine;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

/// Pictures of views, for people to look at and for tests to compare.
final class ViewPictures {
    private static final Path PICTURES = Path.of("target", "pictures");

    private ViewPictures() {}

    static Moment moment(Machine machine, Frame frame, Theme.Name name, Selection selected) {
        return new Moment(machine, frame, History.of(frame.journal), Theme.of(name), selected);
    }

    static BufferedImage image(MachineView view, Moment moment, int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
        var g = image.createGraphics();
        g.setColor(moment.theme().colour(Theme.Role.SURFACE));
        g.fillRect(0, 0, width, height);
        view.paint(g, moment, width, height);
        g.dispose();
        return image;
    }

    static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    /// Saves the view in both sizes, light and dark.
    static void shots(String title, MachineView view, Machine machine, Frame frame, Selection selected)
            throws IOException {
        for (var name : new Theme.Name[] {Theme.Name.LIGHT, Theme.Name.DARK}) {
            for (int[] size : new int[][] {{1040, 560}, {700, 420}}) {
                var image = image(view, moment(machine, frame, name, selected), size[0], size[1]);
                save(image, title + "-" + size[0] + "-" + name.word());
            }
        }
    }

    static void save(BufferedImage image, String title) {
        Png.write(image, PICTURES.resolve(title + ".png"));
    }
}
