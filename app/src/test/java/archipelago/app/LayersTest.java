package archipelago.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// Who may know whom inside the window's module.
class LayersTest {
    private static final JavaClasses APP = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("archipelago.app");

    @Test
    void theSessionKnowsNoToolkit() {
        noClasses().that().resideInAPackage("..app.session..")
                .should().dependOnClassesThat().resideInAnyPackage("javafx..", "java.awt..")
                .check(APP);
    }

    @Test
    void viewModelsKnowNoScene() {
        noClasses().that().resideInAPackage("..app.vm..")
                .should().dependOnClassesThat().resideInAnyPackage("javafx.scene..", "javafx.stage..", "java.awt..")
                .check(APP);
    }

    @Test
    void nobodyBelowKnowsTheViews() {
        noClasses().that().resideInAnyPackage("..app.session..", "..app.vm..", "..app.layout..", "..app.render..")
                .should().dependOnClassesThat().resideInAnyPackage("..app.view..", "..app.shell..", "..app.action..")
                .check(APP);
    }

    @Test
    void textsKnowNobodyInTheApp() {
        noClasses().that().resideInAPackage("..app.i18n..")
                .should().dependOnClassesThat(JavaClass.Predicates.resideInAPackage("archipelago.app..")
                        .and(DescribedPredicate.not(JavaClass.Predicates.resideInAPackage("..app.i18n.."))))
                .check(APP);
    }

    @Test
    void paintersKnowNoJavaFx() {
        noClasses().that().resideInAnyPackage("..app.layout..", "..app.render..")
                .should().dependOnClassesThat().resideInAPackage("javafx..")
                .check(APP);
    }

    @Test
    void viewsGiveNoCommandsPastTheActions() {
        noClasses().that().resideInAPackage("..app.view..")
                .should().dependOnClassesThat().resideInAPackage("..engine.command..")
                .check(APP);
    }
}
