package archipelago.app.view;

import archipelago.app.i18n.Text;

/// What a window with little room can have in sight, one at a time, beside the machine or in its place.
public enum Fold {
    MACHINE(Text.MAP_TITLE),
    TIMES(Text.TIMELINE_TITLE),
    LANES(Text.VIEW_LANES),
    TABLE(Text.TABLE_TITLE),
    STORY(Text.FOLD_STORY),
    KERNELS(Text.SECTION_KERNELS),
    LOG(Text.SECTION_LOG),
    DETAILS(Text.FOLD_DETAILS);

    private final Text words;

    Fold(Text words) {
        this.words = words;
    }

    Text words() {
        return words;
    }

    /// Whether it stands in a column beside the pictures where there is room for everything.
    public boolean beside() {
        return atLeft() || this == DETAILS;
    }

    /// Whether that column is the one at the left.
    public boolean atLeft() {
        return this == TABLE || ofStory();
    }

    /// Whether it is a part of the column with the story.
    public boolean ofStory() {
        return this == STORY || this == KERNELS || this == LOG;
    }
}
