package archipelago.app;

/// The program's front door.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {}
}
