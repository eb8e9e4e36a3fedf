package archipelago.app.view;

import archipelago.app.i18n.Text;
import archipelago.app.vm.Disagreement;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What the three layers say of one thing, side by side, and a sentence about it.
final class LayersPart extends VBox {
    LayersPart(Disagreement layer) {
        getStyleClass().add("layer");
        var about = Parts.paragraph("layer-about");
        about.setText(layer.about());
        var says = new HBox(
                column(Text.LAYER_BOOKS, layer.books()),
                column(Text.LAYER_PHYSICAL, layer.physical()),
                column(Text.LAYER_BELIEF, layer.belief()));
        says.getStyleClass().add("layer-columns");
        var sentence = Parts.paragraph("layer-sentence");
        sentence.setText(layer.sentence());
        getChildren().addAll(about, says, sentence);
    }

    private static VBox column(Text name, String says) {
        var heading = Parts.paragraph("layer-name");
        heading.setText(name.of());
        var words = Parts.paragraph("layer-says");
        words.setText(says);
        var column = new VBox(heading, words);
        column.getStyleClass().add("layer-column");
        column.setMinWidth(0);
        column.setPrefWidth(1);
        HBox.setHgrow(column, Priority.ALWAYS);
        return column;
    }
}
