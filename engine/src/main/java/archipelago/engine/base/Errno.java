package archipelago.engine.base;

/// The error numbers that the real interfaces answer with, by Linux's names, numbers (x86-64) and
/// words. [#OK] stands for success, so that an outcome is always one value.
public enum Errno {
    OK(0, "Success"),
    EPERM(1, "Operation not permitted"),
    ENOENT(2, "No such file or directory"),
    EIO(5, "Input/output error"),
    E2BIG(7, "Argument list too long"),
    ENOEXEC(8, "Exec format error"),
    EBADF(9, "Bad file descriptor"),
    ENOMEM(12, "Cannot allocate memory"),
    EACCES(13, "Permission denied"),
    EBUSY(16, "Device or resource busy"),
    EEXIST(17, "File exists"),
    ENODEV(19, "No such device"),
    ENOTDIR(20, "Not a directory"),
    EISDIR(21, "Is a directory"),
    EINVAL(22, "Invalid argument"),
    EFBIG(27, "File too large"),
    ENOSPC(28, "No space left on device"),
    ENOSYS(38, "Function not implemented"),
    EMSGSIZE(90, "Message too long"),
    EADDRINUSE(98, "Address already in use"),
    EADDRNOTAVAIL(99, "Cannot assign requested address"),
    ECONNRESET(104, "Connection reset by peer"),
    ENOTCONN(107, "Transport endpoint is not connected"),
    ETIMEDOUT(110, "Connection timed out"),
    EHOSTDOWN(112, "Host is down"),
    EKEYREJECTED(129, "Key was rejected by service");

    private final int number;
    private final String words;

    Errno(int number, String words) {
        this.number = number;
        this.words = words;
    }

    /// The positive number of this error; 0 for success.
    public int number() {
        return number;
    }

    /// What `strerror` says of it.
    public String words() {
        return words;
    }

    public boolean ok() {
        return this == OK;
    }

    /// As the kernel writes it: `-EBUSY`; `0` for success.
    public String signed() {
        return this == OK ? "0" : "-" + name();
    }
}
