package archipelago.engine.cli;

import archipelago.engine.base.Require;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// The program's version, as the build wrote it down.
public final class Version implements IVersionProvider {
    public Version() {}

    /// The version's number alone: `0.1.0`.
    public static String text() {
        try (var in = Version.class.getResourceAsStream("program.properties")) {
            Require.that(in != null, "the version is part of the program");
            var properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String[] getVersion() {
        return new String[] {"archipelago " + text()};
    }
}
