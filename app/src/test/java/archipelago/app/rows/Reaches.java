package archipelago.app.rows;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// Names the rows that a test reaches as a person does. What was on the screen when the test ended becomes the picture of
/// the row, unless the test took one itself (`Photographer.picture`) or names a file that it wrote.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Photographer.class)
public @interface Reaches {
    Row[] value();

    /// A picture or a text that the test writes, below `target`; empty where the screen is pictured.
    String evidence() default "";
}
