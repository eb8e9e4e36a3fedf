package archipelago.engine.base;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a class is worth as a model of the real system. It stands on the class that does it, so that who
/// changes the one sees the other; `archipelago about` is made of nothing else. A line is a phrase that can be
/// read alone, without a full stop.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(Models.Several.class)
public @interface Models {
    Subject value();

    /// What it does as the real system does it, step by step.
    String[] exactly() default {};

    /// What it does in another way or by an assumption, and why.
    String[] approximately() default {};

    /// What the real system has and the model has not.
    String[] notAtAll() default {};

    /// A class that is about several subjects.
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface Several {
        Models[] value();
    }
}
