package archipelago.engine;

import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/// Says at the end of a test run which comparisons were left out.
public final class ComparisonSummary implements TestExecutionListener {
    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        Comparison.leftOut().forEach(System.out::println);
    }
}
