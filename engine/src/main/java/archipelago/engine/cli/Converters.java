package archipelago.engine.cli;

import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// How words on the command line become values.
public final class Converters {
    private Converters() {}

    /// `1.84ms` as nanoseconds.
    public static final class TimeNs implements ITypeConverter<Long> {
        public TimeNs() {}

        @Override
        public Long convert(String text) {
            var ns = Times.parse(text);
            if (ns.isEmpty()) {
                throw new TypeConversionException("\"" + text + "\" is no time"
                        + advice("a number and a unit, such as 250ns, 1.84ms or 2s"));
            }
            return ns.getAsLong();
        }
    }

    /// A time, or words for what to wait for, as they are typed: what those mean only a run can tell.
    public static final class Until implements ITypeConverter<String> {
        public Until() {}

        @Override
        public String convert(String text) {
            boolean words = !text.isBlank() && Character.isLetter(text.strip().charAt(0));
            return words ? text.strip() : Times.text(new TimeNs().convert(text));
        }
    }

    /// How many of something: a whole number from 0 up.
    public static final class Count implements ITypeConverter<Long> {
        public Count() {}

        @Override
        public Long convert(String text) {
            if (text.matches("[0-9]{1,18}")) {
                return Long.valueOf(text);
            }
            throw new TypeConversionException("\"" + text + "\" is no count" + advice("a whole number from 0 up"));
        }
    }

    /// `8GiB` as bytes.
    public static final class Size implements ITypeConverter<Long> {
        public Size() {}

        @Override
        public Long convert(String text) {
            var bytes = Sizes.parse(text);
            if (bytes.isEmpty() || bytes.getAsLong() <= 0) {
                throw new TypeConversionException("\"" + text + "\" is no amount of memory"
                        + advice("a number with MiB or GiB, such as 8GiB"));
            }
            return bytes.getAsLong();
        }
    }

    /// The number that a run's luck comes from: any whole number of 64 bits.
    public static final class Seed implements ITypeConverter<Long> {
        public Seed() {}

        @Override
        public Long convert(String text) {
            try {
                return Long.valueOf(text);
            } catch (NumberFormatException e) {
                throw new TypeConversionException("\"" + text + "\" is no seed"
                        + advice("a whole number from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE + ", such as 42"));
            }
        }
    }

    /// The name of a file.
    public static final class FileName implements ITypeConverter<Path> {
        public FileName() {}

        @Override
        public Path convert(String text) {
            if (text.isBlank()) {
                throw new TypeConversionException("the name of the file is empty" + advice("a name"));
            }
            try {
                return Path.of(text);
            } catch (InvalidPathException e) {
                throw new TypeConversionException("this is no name of a file here" + advice("another name"));
            }
        }
    }

    private static String advice(String words) {
        return "\n  try: " + words;
    }
}
