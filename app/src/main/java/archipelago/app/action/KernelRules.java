package archipelago.app.action;

import archipelago.app.i18n.Text;
import archipelago.app.layout.Selection;
import archipelago.app.session.CoreMove;
import archipelago.app.vm.Chronicle;
import archipelago.engine.command.Command;
import archipelago.engine.frame.KernelView;
import archipelago.engine.kerf.KnownImages;
import archipelago.engine.scenario.GenerationCheck;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.state.CoreTable;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Why something cannot be done to a kernel or a core, as far as the books tell. What the machine
/// alone can know, it answers itself, with an errno.
final class KernelRules {
    private static final Optional<String> POSSIBLE = Optional.empty();
    private static final String IMAGE = "vmlinux";
    private static final String INITRD = "initrd.img";
    private static final String CMDLINE = "console=mktty0";

    private KernelRules() {}

    /// After a reset nothing can be done any more but to go back in time.
    static Optional<String> reset(Situation now) {
        return now.frame().ended ? no(Text.NOT_AFTER_RESET) : POSSIBLE;
    }

    /// Whatever the host is asked, it has to be there to answer.
    static Optional<String> hostAnswers(Situation now) {
        return reset(now).or(() -> {
            var host = now.frame().kernel(0);
            return host == null || host.phase() != Phase.UP ? no(Text.NOT_WITHOUT_HOST) : POSSIBLE;
        });
    }

    /// Whether a kernel is there that is asked for something as a host: the machine's own, or an instance.
    ///
    /// @param slot the kernel's
    static Optional<String> answers(Situation now, int slot) {
        if (slot <= 0) {
            return hostAnswers(now);
        }
        var kernel = now.frame().present(slot);
        return reset(now).or(() -> kernel == null || kernel.phase() != Phase.UP
                ? Optional.of(Text.NOT_ANSWERING.of(Offers.words(now).owner(slot)))
                : POSSIBLE);
    }

    /// Whether all are there whom these commands ask.
    static Optional<String> answers(Situation now, List<Command> commands) {
        return commands.stream()
                .map(command -> command instanceof Command.In(var name, var _)
                        ? answers(now, slot(now, name))
                        : hostAnswers(now))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static int slot(Situation now, String name) {
        return now.frame().kernels.stream()
                .filter(kernel -> kernel.name().equals(name))
                .mapToInt(KernelView::slot)
                .findFirst()
                .orElse(0);
    }

    /// Why the host's kernel does not know such orders; empty if it does.
    static Optional<String> unknown(Situation now, List<Command> orders) {
        var generation = now.scenario().host().generation();
        boolean known = orders.stream().allMatch(order -> GenerationCheck.of(generation, order).isEmpty());
        return known ? POSSIBLE : Optional.of(Text.NOT_IN_GENERATION.of(generation.words()));
    }

    /// Whether the kernel that is meant is an instance of which the books have a record.
    static Optional<String> instanceAnswers(Situation now) {
        return instance(now, kernel -> POSSIBLE);
    }

    /// Whether a kernel can be given something while it is there, or has a console that can be opened.
    static Optional<String> grows(Situation now) {
        var generation = now.scenario().host().generation();
        return instanceAnswers(now).or(() -> generation.series()
                ? Optional.of(Text.NOT_IN_GENERATION.of(generation.words()))
                : POSSIBLE);
    }

    static Optional<String> panic(Situation now) {
        var kernel = now.kernel();
        if (kernel == null) {
            return no(Text.NOT_WITHOUT_KERNEL);
        }
        if (now.frame().ended) {
            return reset(now);
        }
        return switch (kernel.phase()) {
            case OFF -> no(Text.NOT_RUNNING, kernel);
            case PANICKING -> no(Text.ALREADY_PANICKING, kernel);
            default -> POSSIBLE;
        };
    }

    static Optional<String> halt(Situation now) {
        return instance(now, kernel -> when(kernel.status() != Status.ACTIVE, Text.NOT_ACTIVE, kernel));
    }

    static Optional<String> forceHalt(Situation now) {
        return instance(
                now,
                kernel -> when(
                        kernel.status() != Status.ACTIVE && kernel.status() != Status.LOADED,
                        Text.NOT_ACTIVE_NOR_LOADED,
                        kernel));
    }

    static Optional<String> exec(Situation now) {
        return instance(now, kernel -> switch (kernel.status()) {
            case LOADED, LOADING, NONE -> POSSIBLE;
            case ACTIVE -> unasked(now) ? POSSIBLE : no(Text.ALREADY_ACTIVE, kernel);
            case EMPTY, READY, FAILED -> no(Text.NO_IMAGE, kernel);
        });
    }

    /// Whether there is no kerf that would refuse what the host's kernel does not look at.
    private static boolean unasked(Situation now) {
        return now.scenario().host().generation().series();
    }

    static Optional<String> load(Situation now) {
        return instance(now, kernel -> switch (kernel.status()) {
            case READY, EMPTY -> POSSIBLE;
            case LOADED, LOADING, ACTIVE, FAILED, NONE -> no(Text.IMAGE_THERE, kernel);
        });
    }

    static Optional<String> unload(Situation now) {
        return instance(now, kernel -> switch (kernel.status()) {
            case LOADED, LOADING -> POSSIBLE;
            case ACTIVE -> unasked(now) ? POSSIBLE : no(Text.UNLOAD_STOP_FIRST, kernel);
            case EMPTY, READY, FAILED, NONE -> no(Text.UNLOAD_NOTHING, kernel);
        });
    }

    static Optional<String> delete(Situation now) {
        return instance(now, kernel -> switch (kernel.status()) {
            case ACTIVE -> no(Text.STOP_FIRST, kernel);
            case LOADED, LOADING -> no(Text.UNLOAD_FIRST, kernel);
            case EMPTY, READY, FAILED, NONE -> POSSIBLE;
        });
    }

    static Optional<String> takeBack(Situation now) {
        if (now.core() < 0) {
            return no(Text.NOT_WITHOUT_CORE);
        }
        return reset(now).or(() -> CoreMove.place(now.frame(), now.core()) < 0
                ? no(Text.IN_POOL_ALREADY)
                : answers(now, move(now, pool(now)).commands()));
    }

    static Optional<String> toHost(Situation now) {
        if (now.core() < 0) {
            return no(Text.NOT_WITHOUT_CORE);
        }
        return reset(now).or(() -> CoreMove.place(now.frame(), now.core()) == 0
                ? no(Text.WITH_HOST_ALREADY)
                : answers(now, move(now, 0).commands()));
    }

    /// The pool that the core that is meant goes back to: that of whoever lent it.
    static int pool(Situation now) {
        var owner = now.kernel();
        return owner == null ? CoreMove.POOL : CoreTable.pool(Math.max(0, owner.lender()));
    }

    private static CoreMove move(Situation now, int to) {
        return CoreMove.plan(now.frame(), now.scenario().machine(), now.core(), to);
    }

    static Optional<String> rollBack(Situation now) {
        return now.transaction() != null && now.target() instanceof Selection.OfTransaction(int host, int _)
                ? answers(now, host)
                : no(Text.NOT_WITHOUT_TRANSACTION);
    }

    static Optional<String> anyCore(Situation now) {
        return now.core() < 0 ? no(Text.NOT_WITHOUT_CORE) : POSSIBLE;
    }

    /// The image that the instance was given last: by somebody in this run, or by the story. One that was given none
    /// gets the kernel that every scenario knows, with a console.
    static Command.Load lastLoad(Situation now, KernelView kernel) {
        return now.chronicle().lastLoad(kernel.name())
                .or(() -> fromStory(now.scenario(), kernel.name()))
                .orElseGet(() -> usual(now, kernel.label()));
    }

    private static Command.Load usual(Situation now, String name) {
        var known = KnownImages.of(now.scenario());
        var image = known.kernel(IMAGE).orElseThrow();
        return new Command.Load(name, IMAGE, image.bytes(), image.form(), known.initrd(INITRD).orElse(0L), CMDLINE);
    }

    private static Optional<Command.Load> fromStory(Scenario scenario, String name) {
        return scenario.story().stream()
                .flatMap(chapter -> chapter.steps().stream())
                .map(Scenario.Step::deed)
                .filter(Scenario.Deed.Give.class::isInstance)
                .map(deed -> ((Scenario.Deed.Give) deed).command())
                .flatMap(command -> Chronicle.load(command).stream())
                .filter(load -> load.getKey().equals(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private interface Rule {
        Optional<String> of(KernelView kernel);
    }

    private static Optional<String> instance(Situation now, Rule rule) {
        var kernel = now.kernel();
        if (kernel == null) {
            return no(Text.NOT_WITHOUT_KERNEL);
        }
        if (kernel.host()) {
            return no(Text.NOT_THE_HOST);
        }
        if (now.frame().kernel(kernel.slot()) == null) {
            return reset(now).or(() -> no(Text.NO_RECORD_ENOENT, kernel));
        }
        return answers(now, kernel.lender()).or(() -> rule.of(kernel));
    }

    private static Optional<String> when(boolean impossible, Text why, KernelView kernel) {
        return impossible ? no(why, kernel) : POSSIBLE;
    }

    private static Optional<String> no(Text why) {
        return Optional.of(why.of());
    }

    private static Optional<String> no(Text why, KernelView kernel) {
        return Optional.of(why.of(kernel.name(), kernel.status().word()));
    }
}
