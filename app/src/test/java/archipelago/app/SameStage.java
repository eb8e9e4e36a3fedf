package archipelago.app;

import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import javafx.stage.Stage;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// All tests of a window have the same stage, one after another. What one of them has made of its size and place is taken
/// back before the next one begins: it has the whole screen of tests.
public final class SameStage implements BeforeEachCallback {
    private static final long PATIENCE_MS = 60_000;
    private static final double SIDE = 1_000;

    @Override
    public void beforeEach(ExtensionContext context) throws TimeoutException {
        if (!hasStage(context.getRequiredTestClass())) {
            return;
        }
        var stage = FxToolkit.registerPrimaryStage();
        WaitForAsyncUtils.waitForAsyncFx(PATIENCE_MS, () -> asAtFirst(stage));
    }

    private static boolean hasStage(Class<?> test) {
        return AnnotationSupport.findRepeatableAnnotations(test, ExtendWith.class).stream()
                .flatMap(with -> Arrays.stream(with.value()))
                .anyMatch(ApplicationExtension.class::equals);
    }

    private static void asAtFirst(Stage stage) {
        stage.setFullScreen(false);
        stage.setX(0);
        stage.setY(0);
        stage.setWidth(SIDE);
        stage.setHeight(SIDE);
    }
}
