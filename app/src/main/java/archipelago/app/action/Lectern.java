package archipelago.app.action;

import archipelago.engine.live.Grade;

/// What actions can do with the window itself, as somebody does who shows it to others.
public interface Lectern {
    /// Lets time pass, in a grade.
    void run(Grade grade);

    void stop();

    /// Shows the newest moment once, while the pictures stand still.
    void updateNow();
}
