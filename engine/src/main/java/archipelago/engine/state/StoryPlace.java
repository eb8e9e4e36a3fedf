package archipelago.engine.state;

import archipelago.engine.base.Hash64;

/// How far the story of the scenario has come.
public final class StoryPlace {
    /// The chapter that was last begun, or -1.
    public int chapter = -1;
    /// The next step, counted over the whole story.
    public int step;
    /// The act whose answer the story waits for, or 0.
    public int awaitedAct;
    /// The instance that the story waits for to come up or to be loaded, or an empty text.
    public String awaited = "";
    /// What it waits for: up, or loaded.
    public boolean awaitsUp;
    /// Whether it waits until nothing that it gave is unanswered.
    public boolean awaitsAnswers;
    public boolean over;

    public StoryPlace() {}

    public StoryPlace copy() {
        var copy = new StoryPlace();
        copy.chapter = chapter;
        copy.step = step;
        copy.awaitedAct = awaitedAct;
        copy.awaited = awaited;
        copy.awaitsUp = awaitsUp;
        copy.awaitsAnswers = awaitsAnswers;
        copy.over = over;
        return copy;
    }

    void digest(Hash64 hash) {
        hash.add(chapter).add(step).add(awaitedAct == 0 ? 0 : 1).add(awaited).add(
                (awaitsUp ? 1 : 0) | (awaitsAnswers ? 2 : 0));
        hash.add(over ? 1 : 0);
    }
}
