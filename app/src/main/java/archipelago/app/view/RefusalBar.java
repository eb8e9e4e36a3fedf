package archipelago.app.view;

import archipelago.app.i18n.Text;
import archipelago.app.vm.StatusVm;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// Why the machine refused the last act. It blocks nothing and stays until it is dismissed or the
/// next act begins.
final class RefusalBar extends HBox {
    private final Label title = Parts.label("refusal-title");
    private final Label sentence = Parts.paragraph("refusal-sentence");

    RefusalBar(StatusVm status) {
        getStyleClass().add("refusal");
        setAlignment(Pos.CENTER_LEFT);
        setMaxHeight(Region.USE_PREF_SIZE);
        setAccessibleRole(AccessibleRole.TEXT);
        title.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(sentence, Priority.ALWAYS);
        var dismiss = new Button(null, Parts.icon("close"));
        dismiss.getStyleClass().add("quiet-button");
        dismiss.setAccessibleText(Text.DISMISS.of());
        dismiss.setOnAction(event -> status.dismiss());
        getChildren().addAll(Parts.icon("alert"), title, sentence, dismiss);
        status.refusal().addListener((property, was, refusal) -> show(refusal));
        show(status.refusal().get());
    }

    private void show(Optional<StatusVm.Refusal> refusal) {
        Parts.show(this, refusal.isPresent());
        refusal.ifPresent(why -> {
            title.setText(why.title());
            sentence.setText(why.sentence());
            setAccessibleText(why.title() + ". " + why.sentence());
        });
    }
}
