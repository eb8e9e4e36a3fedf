package archipelago.app.vm;

import archipelago.engine.journal.Happening;

/// The kernels that a fact is about, where its words leave them out because they stand beside the kernel.
final class FactSubject {
    private FactSubject() {}

    static String of(Happening what, FactWords words) {
        return switch (what) {
            case Happening.StatusChanged changed -> words.owner(changed.kernel());
            case Happening.PhaseEntered entered -> words.owner(entered.kernel());
            case Happening.InstanceRemoved removed -> words.owner(removed.kernel());
            case Happening.FaultInjected fault when fault.kernel() >= 0 -> words.owner(fault.kernel());
            case Happening.DoorbellLost lost -> words.owner(lost.kernel());
            case Happening.DoorbellCut cut -> words.owner(cut.fromKernel());
            case Happening.MessageTaken taken -> words.owner(taken.toKernel());
            case Happening.MessageLost lost -> words.owner(lost.toKernel());
            case Happening.SendRefused refused -> words.owner(refused.fromKernel());
            default -> "";
        };
    }

    /// The same, with both ends of a message.
    static String whole(Happening what, FactWords words) {
        return switch (what) {
            case Happening.MessageSent sent -> way(words, sent.fromKernel(), sent.toKernel());
            case Happening.MessageTaken taken -> way(words, taken.fromKernel(), taken.toKernel());
            case Happening.MessageLost lost -> way(words, lost.fromKernel(), lost.toKernel());
            case Happening.SendRefused refused -> way(words, refused.fromKernel(), refused.toKernel());
            case Happening.Logged logged -> words.owner(logged.kernel());
            default -> of(what, words);
        };
    }

    private static String way(FactWords words, int from, int to) {
        return words.owner(from) + " → " + words.owner(to);
    }
}
