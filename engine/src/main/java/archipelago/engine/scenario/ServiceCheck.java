package archipelago.engine.scenario;

import archipelago.engine.command.Command;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Tells what is surely a mistake in the services of a story, and in the traffic between kernels and services.
final class ServiceCheck {
    private final List<Scenario.Service> services;
    private final Set<String> created;
    private final Problems problems;

    /// @param created the instances that the steps so far have created; it grows with the story
    ServiceCheck(List<Scenario.Service> services, Set<String> created, Problems problems) {
        this.services = services;
        this.created = created;
        this.problems = problems;
    }

    /// The order names a service, and a kernel that some earlier step has created.
    void moved(Command.MoveService order, PlacedJson.Obj at) {
        if (!order.service().isEmpty() && names().stream().noneMatch(order.service()::equals)) {
            problems.add(at.placeOf("service"), "there is no service " + Words.quoted(order.service()),
                    names().isEmpty()
                            ? "\"services\": [ { \"name\": " + Words.quoted(order.service()) + ", \"kernel\": … } ]"
                            : Words.meant(order.service(), names()));
        }
        if (!order.kernel().isEmpty() && !kernels().contains(order.kernel())) {
            problems.add(at.placeOf("kernel"), "no step before this one creates " + Words.quoted(order.kernel()),
                    StoryCheck.instead(order.kernel(), kernels()));
        }
    }

    /// Every service has a name that nothing else has, and a kernel that exists at some time in the story.
    void declared(PlacedJson.Obj root) {
        if (!(root.get("services").orElse(null) instanceof PlacedJson.Arr list)) {
            return;
        }
        var seen = new HashSet<String>();
        for (var item : list.items()) {
            if (item instanceof PlacedJson.Obj object) {
                declared(object, seen);
            }
        }
    }

    private void declared(PlacedJson.Obj at, Set<String> seen) {
        if (at.get("name").orElse(null) instanceof PlacedJson.Text name) {
            if (!name.value().matches(StoryCheck.NAME_FORM)) {
                problems.add(name.place(), Words.quoted(name.value()) + " cannot be the name of a service",
                        StoryCheck.NAME_ADVICE);
            } else if (kernels().contains(name.value())) {
                problems.add(name.place(), Words.quoted(name.value()) + " is the name of a kernel", "another name");
            } else if (!seen.add(name.value())) {
                problems.add(name.place(), "there are two services " + Words.quoted(name.value()), "another name");
            }
        }
        if (at.get("kernel").orElse(null) instanceof PlacedJson.Text kernel && !kernels().contains(kernel.value())) {
            problems.add(kernel.place(), "no step of the story creates " + Words.quoted(kernel.value()),
                    Words.meant(kernel.value(), kernels()));
        }
    }

    /// Both ends of the traffic are kernels or services.
    void traffic(Scenario.Traffic traffic, PlacedJson.Obj at) {
        var ends = kernels();
        ends.addAll(names());
        for (var key : List.of("from", "to")) {
            var name = key.equals("from") ? traffic.from() : traffic.to();
            if (!name.isEmpty() && !ends.contains(name)) {
                problems.add(at.placeOf(key), "no step of the story creates " + Words.quoted(name),
                        Words.meant(name, ends));
            }
        }
        if (!traffic.to().isEmpty() && kernelMeantBy(traffic.from()).equals(kernelMeantBy(traffic.to()))) {
            problems.add(at.placeOf("to"), Words.quoted(traffic.to()) + " cannot talk to itself", "another kernel");
        }
    }

    private String kernelMeantBy(String name) {
        return services.stream()
                .filter(service -> service.name().equals(name))
                .map(Scenario.Service::kernel)
                .findFirst()
                .orElse(name);
    }

    private Set<String> names() {
        var names = new TreeSet<String>();
        services.forEach(service -> names.add(service.name()));
        return names;
    }

    private Set<String> kernels() {
        var kernels = new TreeSet<>(created);
        kernels.add(StoryCheck.HOST);
        return kernels;
    }
}
