package archipelago.app.view;

import archipelago.app.i18n.Text;
import archipelago.app.vm.Disagreement;
import javafx.geometry.VPos;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/// What the three layers say of one thing, side by side, and a sentence about it.
final class LayersPart extends VBox {
    private static final double THIRD = 100 / 3.0;

    LayersPart(Disagreement layer) {
        getStyleClass().add("layer");
        var about = Parts.paragraph("layer-about");
        about.setText(layer.about());
        var says = new GridPane();
        says.getStyleClass().add("layer-columns");
        column(says, Text.LAYER_BOOKS, layer.books());
        column(says, Text.LAYER_PHYSICAL, layer.physical());
        column(says, Text.LAYER_BELIEF, layer.belief());
        var sentence = Parts.paragraph("layer-sentence");
        sentence.setText(layer.sentence());
        getChildren().addAll(about, says, sentence);
    }

    private static void column(GridPane grid, Text name, String says) {
        int index = grid.getColumnConstraints().size();
        var third = new ColumnConstraints();
        third.setPercentWidth(THIRD);
        grid.getColumnConstraints().add(third);
        var heading = Parts.paragraph("layer-name");
        heading.setText(name.of());
        var words = Parts.paragraph("layer-says");
        words.setText(says);
        GridPane.setValignment(heading, VPos.TOP);
        GridPane.setValignment(words, VPos.TOP);
        grid.add(heading, index, 0);
        grid.add(words, index, 1);
    }
}
