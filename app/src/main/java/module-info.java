/// The window on the machine: JavaFX, and pictures without a window.
module archipelago.app {
    requires archipelago.engine;
    requires java.management;
    requires javafx.controls;
    requires javafx.swing;
    requires org.controlsfx.controls;
    requires org.jfree.chart.fx;
    requires org.jfree.jfreechart;

    exports archipelago.app;

    opens archipelago.app.cli to
            info.picocli;
}
