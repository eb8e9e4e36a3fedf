package archipelago.engine.cli;

import archipelago.engine.base.Times;
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
                throw new TypeConversionException(
                        "\"" + text + "\" is no time; write a number and a unit, such as 250ns, 1.84ms or 2s");
            }
            return ns.getAsLong();
        }
    }
}
