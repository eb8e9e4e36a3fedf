package archipelago.engine.frame;

import java.util.List;

/// A lock inside a kernel: who has it, and who waits for it.
///
/// @param kernel the slot of the kernel whose lock it is
/// @param holder the number of the task that has it, or -1
/// @param line the numbers of those that wait, in the order in which they are served
/// @param acquisitions how often it was taken
/// @param contended how many of them had to wait
/// @param crossings how many of them brought it from another socket
public record LockView(
        int kernel, String name, int holder, List<Integer> line, long acquisitions, long contended, long crossings) {
    public LockView {
        line = List.copyOf(line);
    }

    public boolean taken() {
        return holder >= 0;
    }
}
