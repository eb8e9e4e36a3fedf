package archipelago.app.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// Runs when all others have: what people expect is there, is reached, and is pictured.
class RowsIT {
    @Test
    void everyRowIsReachedByATestAndPictured() throws IOException {
        var report = new RowReport();
        report.write(Photographer.FOLDER.resolve("index.html"));
        assertThat(Row.values()).hasSize(56);
        assertThat(report.missing()).isEmpty();
    }
}
