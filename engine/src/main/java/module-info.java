/// The machine, time, sessions and the headless program. No JavaFX, no wall clock outside `live`.
module archipelago.engine {
    requires transitive com.fasterxml.jackson.databind;
    requires transitive info.picocli;
    requires com.google.protobuf;
    requires java.xml;

    exports archipelago.engine.base;
    exports archipelago.engine.bench;
    exports archipelago.engine.machine;
    exports archipelago.engine.state;
    exports archipelago.engine.command;
    exports archipelago.engine.compare;
    exports archipelago.engine.overlay;
    exports archipelago.engine.journal;
    exports archipelago.engine.kernfs;
    exports archipelago.engine.kerf;
    exports archipelago.engine.frame;
    exports archipelago.engine.scenario;
    exports archipelago.engine.devicetree;
    exports archipelago.engine.shell;
    exports archipelago.engine.survey;
    exports archipelago.engine.host;
    exports archipelago.engine.live;
    exports archipelago.engine.seek;
    exports archipelago.engine.session;
    exports archipelago.engine.measure;
    exports archipelago.engine.phenomenon;
    exports archipelago.engine.run;
    exports archipelago.engine.cost;
    exports archipelago.engine.invariant;
    exports archipelago.engine.trace;
    exports archipelago.engine.why;
    exports archipelago.engine.cli;

    opens archipelago.engine.cli to
            info.picocli;
    opens archipelago.engine.kerf to
            info.picocli;
}
