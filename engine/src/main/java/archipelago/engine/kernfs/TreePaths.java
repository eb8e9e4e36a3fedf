package archipelago.engine.kernfs;

/// Where things stand in the multikernel file system. (`kernel/multikernel/kernfs.c`.)
public final class TreePaths {
    public static final String ROOT = "/sys/fs/multikernel";
    public static final String DEVICE_TREE = ROOT + "/device_tree";
    public static final String INSTANCES = ROOT + "/instances";
    public static final String OVERLAYS = ROOT + "/overlays";
    public static final String NEW_OVERLAY = OVERLAYS + "/new";
    private static final String TRANSACTION = OVERLAYS + "/tx_";

    private TreePaths() {}

    /// The directory of a transaction.
    public static String transaction(int number) {
        return TRANSACTION + number;
    }

    /// The number of the transaction whose directory a path is, or -1.
    public static int transactionIn(String path) {
        var number = path.startsWith(TRANSACTION) ? path.substring(TRANSACTION.length()) : "";
        return number.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(number) : -1;
    }
}
