package archipelago.engine.kernfs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/// The order in which reading a directory gives its names. It is not the order of `ls`, which sorts.
enum ReadOrder implements Comparator<String> {
    /// By a hash of the name, as sysfs and the multikernel file system do. (`fs/kernfs/dir.c`,
    /// `kernfs_name_hash`.)
    KERNFS {
        @Override
        public int compare(String left, String right) {
            int byHash = Long.compare(kernfsHash(left), kernfsHash(right));
            return byHash != 0 ? byHash : NAME.compare(left, right);
        }
    },
    /// Short names first. (`fs/proc/generic.c`, `proc_match`.)
    PROC {
        @Override
        public int compare(String left, String right) {
            int byLength = Integer.compare(bytes(left).length, bytes(right).length);
            return byLength != 0 ? byLength : NAME.compare(left, right);
        }
    },
    /// By the bytes of the name.
    NAME {
        @Override
        public int compare(String left, String right) {
            return Arrays.compareUnsigned(bytes(left), bytes(right));
        }
    };

    /// `2^64` divided by the golden ratio, with which Linux spreads 64-bit hashes.
    private static final long GOLDEN_RATIO_64 = 0x61C8864680B583EBL;

    private static long kernfsHash(String name) {
        long hash = 0;
        for (byte b : bytes(name)) {
            long letter = Byte.toUnsignedLong(b); // The kernel is compiled with an unsigned `char`.
            hash = (hash + (letter << 4) + (letter >> 4)) * 11;
        }
        hash = hash * GOLDEN_RATIO_64 >>> 32 & Integer.MAX_VALUE;
        // 0, 1 and the greatest number are kept for marks of the kernel's own.
        return Math.min(hash < 2 ? hash + 2 : hash, Integer.MAX_VALUE - 1);
    }

    private static byte[] bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }
}
