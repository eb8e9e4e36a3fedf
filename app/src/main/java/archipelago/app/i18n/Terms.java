package archipelago.app.i18n;

import archipelago.engine.state.Hang;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Operation;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Site;

/// The terms of the machine that are the simulator's own and not Linux's, as a person reads them.
public final class Terms {
    private Terms() {}

    /// What a kernel is physically doing.
    public static Text of(Phase phase) {
        return switch (phase) {
            case OFF -> Text.PHASE_OFF_SHORT;
            case EARLY_BOOT -> Text.PHASE_EARLY_BOOT;
            case SECONDARIES -> Text.PHASE_SECONDARIES;
            case INIT -> Text.PHASE_INIT;
            case UP -> Text.PHASE_UP;
            case HALTING -> Text.PHASE_HALTING;
            case PANICKING -> Text.PHASE_PANICKING;
        };
    }

    /// Where a core is.
    public static Text of(Site site) {
        return switch (site) {
            case RUNNING -> Text.AT_RUNNING;
            case HOTPLUG -> Text.AT_HOTPLUG;
            case PARKED_POOL, PARKED_INSTANCE -> Text.AT_PARKED;
            case MOVING -> Text.AT_MOVING;
            case OFFLINE -> Text.AT_OFFLINE;
            case DEAD -> Text.AT_DEAD;
        };
    }

    /// What is wrong with a core that does not go on.
    public static Text of(Hang hang) {
        return switch (hang) {
            case IRQS_ON -> Text.HANG_IRQS_ON;
            case IRQS_OFF -> Text.HANG_IRQS_OFF;
            case STOPPED -> Text.AT_DEAD;
            case NONE -> Text.NONE;
        };
    }

    /// What a message is for.
    public static Text of(MessageKind.Shape shape) {
        return switch (shape) {
            case PAYLOAD -> Text.SHAPE_REQUEST;
            case REPLY -> Text.SHAPE_REPLY;
            case CONTROL -> Text.SHAPE_CONTROL;
            case NOTICE -> Text.SHAPE_NOTICE;
        };
    }

    /// What a host does on request, as a sentence with a place for its name.
    public static Text of(Operation.Step step) {
        return switch (step) {
            case WAIT_FOR_OVERLAY_LOCK -> Text.STEP_WAIT_FOR_OVERLAY_LOCK;
            case BEGIN -> Text.STEP_BEGIN;
            case READ_TREE -> Text.STEP_READ_TREE;
            case MAKE_CHANGE -> Text.STEP_MAKE_CHANGE;
            case AWAIT_PEER -> Text.STEP_AWAIT_PEER;
            case TAKE_MEMORY -> Text.STEP_TAKE_MEMORY;
            case RETURN_MEMORY -> Text.STEP_RETURN_MEMORY;
            case OFFLINE_CORE -> Text.STEP_OFFLINE_CORE;
            case ONLINE_CORE -> Text.STEP_ONLINE_CORE;
            case UNBIND_DEVICE -> Text.STEP_UNBIND_DEVICE;
            case BIND_DEVICE -> Text.STEP_BIND_DEVICE;
            case COPY_IMAGE -> Text.STEP_COPY_IMAGE;
            case BUILD_MANIFEST -> Text.STEP_BUILD_MANIFEST;
            case BUILD_PAGE_TABLES -> Text.STEP_BUILD_PAGE_TABLES;
            case MOVE_CORE -> Text.STEP_MOVE_CORE;
            case WAKE_BOOT_CORE -> Text.STEP_WAKE_BOOT_CORE;
            case AWAIT_ACK -> Text.STEP_AWAIT_ACK;
            case MOVE_CORE_HOME -> Text.STEP_MOVE_CORE_HOME;
            case MOVE_CORE_BACK -> Text.STEP_MOVE_CORE_BACK;
        };
    }
}
