package archipelago.app.export;

/// Numbers as an SVG picture writes them.
final class SvgNumber {
    private static final int THOUSANDTHS = 1000;

    private SvgNumber() {}

    /// A number to three places, without zeros that say nothing: the same letters on every machine.
    static String of(double value) {
        long thousandths = Math.round(value * THOUSANDTHS);
        var text = new StringBuilder();
        if (thousandths < 0) {
            text.append('-');
        }
        text.append(Math.abs(thousandths) / THOUSANDTHS);
        long rest = Math.abs(thousandths) % THOUSANDTHS;
        if (rest != 0) {
            text.append('.').append(Long.toString(THOUSANDTHS + rest).substring(1));
            while (text.charAt(text.length() - 1) == '0') {
                text.setLength(text.length() - 1);
            }
        }
        return text.toString();
    }
}
