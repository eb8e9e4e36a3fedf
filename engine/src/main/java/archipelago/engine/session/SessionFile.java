package archipelago.engine.session;

import archipelago.engine.base.Hash64;
import archipelago.engine.base.Times;
import archipelago.engine.scenario.CommandJson;
import archipelago.engine.scenario.LeftOut;
import archipelago.engine.scenario.ScenarioSource;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Writes a session while it goes on: one line of JSON for everything that a person does, on disk
/// before the next thing happens, so that a program that is killed loses nothing. The first line
/// holds the scenario and the files that it needs; [SessionReader] reads it all back.
public final class SessionFile implements Recorder, AutoCloseable {
    /// The form of the file that this program writes.
    public static final int SCHEMA = 3;
    /// How the names of session files end.
    public static final String ENDING = ".mksession";

    private final Path path;
    private final Session session;
    private final BufferedWriter out;
    private String trouble = "";

    private SessionFile(Path path, Session session, BufferedWriter out) {
        this.path = path;
        this.session = session;
        this.out = out;
    }

    /// Begins a new file, and records the session in it from now on.
    ///
    /// @throws IOException if the file cannot be written, with the reason
    public static SessionFile begin(Path path, ScenarioSource source, Session session) throws IOException {
        if (path.toAbsolutePath().getParent() != null) {
            Files.createDirectories(path.toAbsolutePath().getParent());
        }
        var file = new SessionFile(path, session, Files.newBufferedWriter(path, StandardCharsets.UTF_8));
        file.write(header(source, session));
        session.recordTo(file);
        return file;
    }

    /// Begins a new file for a session that was saved before: what had been done in it comes first.
    ///
    /// @throws IOException if the file cannot be written, with the reason
    public static SessionFile goOn(Path path, SavedSession saved, Session session) throws IOException {
        var file = begin(path, saved.source(), session);
        for (var deed : saved.deeds()) {
            file.write(switch (deed) {
                case SavedSession.Deed.Forked forked -> line(forked);
                case SavedSession.Deed.Gave gave -> line(gave);
                case SavedSession.Deed.Sealed sealed -> line(sealed);
                case SavedSession.Deed.Saw saw -> line(saw);
                case SavedSession.Deed.Named named -> line(named);
                case SavedSession.Deed.Marked(var bookmark) -> line(bookmark);
                case SavedSession.Deed.Forgot(var name) -> object().put("forget", name);
            });
        }
        return file;
    }

    private static ObjectNode header(ScenarioSource source, Session session) {
        var header = object().put("session", SCHEMA).put("scenario", source.file());
        header.put("seed", session.scenario().seed()).put("text", source.text());
        var files = header.putObject("files");
        source.beside().forEach(files::put);
        return header;
    }

    public Path path() {
        return path;
    }

    /// Why something could not be written; empty if all was.
    public Optional<String> trouble() {
        return trouble.isEmpty() ? Optional.empty() : Optional.of(trouble);
    }

    @Override
    public void forked(Branch branch) {
        write(line(branch.origin()));
    }

    /// Written before the command is carried out, so that it is there even if the program does not survive it.
    @Override
    public void gives(Branch branch, Given given) {
        write(line(new SavedSession.Deed.Gave(branch.number(), given, Hash64.text(session.fingerprint()))));
    }

    @Override
    public void given(Branch branch, Given given) {
        var seal = SavedSession.seal(given, session.fingerprint());
        write(line(new SavedSession.Deed.Sealed(branch.number(), seal)));
    }

    @Override
    public void named(Branch branch) {
        write(line(new SavedSession.Deed.Named(branch.number(), branch.name())));
    }

    @Override
    public void marked(Bookmark bookmark) {
        write(line(bookmark));
    }

    @Override
    public void forgot(Bookmark bookmark) {
        write(object().put("forget", bookmark.name()));
    }

    @Override
    public void passed(Branch branch) {
        mark();
    }

    /// Writes down how the run looks now, so that a replay can be compared with it.
    public void mark() {
        var here = session.moment();
        write(line(new SavedSession.Deed.Saw(
                here.branch(), here.commands(), here.events(), Hash64.text(session.fingerprint()))));
    }

    private static ObjectNode line(SavedSession.Deed.Forked forked) {
        var line = object().put("fork", forked.branch())
                .put("from", forked.from())
                .put("kept", forked.kept())
                .put("after", forked.afterEvents())
                .put("at", Times.text(forked.atNs()));
        forked.leftOut().ifPresent(step -> line.set("left_out", leftOut(forked, step)));
        return forked.undo() ? line.put("undo", true) : line;
    }

    private static ObjectNode leftOut(SavedSession.Deed.Forked forked, LeftOut leftOut) {
        var line = object().put("step", leftOut.step());
        var over = line.putArray("over");
        leftOut.overNs().forEach(ns -> over.add(Times.text(ns)));
        return line.put("seal", SavedSession.seal(forked, leftOut));
    }

    private static ObjectNode line(SavedSession.Deed.Gave gave) {
        var line = object().put("branch", gave.branch())
                .put("after", gave.given().afterEvents())
                .put("at", Times.text(gave.given().atNs()))
                .put("seen", gave.fingerprint());
        line.setAll(CommandJson.write(gave.given().command()));
        return line;
    }

    private static ObjectNode line(SavedSession.Deed.Saw saw) {
        var line = object().put("branch", saw.branch());
        if (saw.commands() != SavedSession.Deed.Saw.ALL) {
            line.put("commands", saw.commands());
        }
        return line.put("after", saw.afterEvents()).put("seen", saw.fingerprint());
    }

    private static ObjectNode line(SavedSession.Deed.Sealed sealed) {
        return object().put("seal", sealed.seal()).put("branch", sealed.branch());
    }

    private static ObjectNode line(SavedSession.Deed.Named named) {
        return object().put("name", named.name()).put("branch", named.branch());
    }

    private static ObjectNode line(Bookmark bookmark) {
        var moment = bookmark.moment();
        var line = object().put("bookmark", bookmark.name())
                .put("branch", moment.branch())
                .put("commands", moment.commands())
                .put("after", moment.events())
                .put("at", Times.text(moment.atNs()))
                .put("note", bookmark.note());
        return bookmark.badge() == 0 ? line : line.put("badge", bookmark.badge());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private void write(ObjectNode line) {
        try {
            out.write(line.toString());
            out.write('\n');
            out.flush();
        } catch (IOException e) {
            trouble = "the session could not be written to " + path + ": " + e.getMessage();
        }
    }

    @Override
    public void close() {
        mark();
        try {
            out.close();
        } catch (IOException e) {
            trouble = "the session could not be written to " + path + ": " + e.getMessage();
        }
    }
}
