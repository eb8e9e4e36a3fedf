package archipelago.engine.scenario;

import archipelago.engine.base.Blob;
import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command.Call;
import archipelago.engine.command.Command.ImageForm;
import archipelago.engine.devicetree.DeviceTreeSource;
import archipelago.engine.devicetree.FlattenedTree;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.stream.Collectors;

/// Calls of the host kernel as JSON objects. What is written to a file stands there as Base64 text, or,
/// easier on a person, as the lines of a device-tree source.
final class CallJson {
    private static final long U32_MAX = 0xffffffffL;
    private static final int LINES_MAX = 4096;

    private CallJson() {}

    static Call.WriteFile write(Fields f, Problems problems) {
        var path = f.required("path").text("\"/sys/fs/multikernel/overlays/new\"").orElse("");
        var lines = f.optional("dts").list("[ \"/dts-v1/;\", \"/ { };\" ]", LINES_MAX);
        var text = f.optional("text").text("\"0\"");
        if (lines.isEmpty() && text.isPresent()) {
            return new Call.WriteFile(path, Blob.text(text.get() + "\n"));
        }
        if (lines.isEmpty()) {
            return new Call.WriteFile(path, f.required("base64").base64().orElse(Blob.EMPTY));
        }
        for (var line : lines) {
            if (!(line instanceof PlacedJson.Text)) {
                problems.add(line.place(), "expected a line of source, found " + line.words(), "\"/dts-v1/;\"");
                return new Call.WriteFile(path, Blob.EMPTY);
            }
        }
        var source = lines.stream().map(line -> ((PlacedJson.Text) line).value()).collect(Collectors.joining("\n"));
        var tree = DeviceTreeSource.read("dts", source);
        if (tree.value().isEmpty()) {
            var first = tree.problems().getFirst();
            problems.add(lines.get(Math.clamp(first.line() - 1, 0, lines.size() - 1)).place(),
                    "in this source, " + first.sentence(), first.advice());
        }
        return new Call.WriteFile(path, tree.value().map(t -> Blob.of(FlattenedTree.write(t))).orElse(Blob.EMPTY));
    }

    static Call.KexecFileLoad kexecFileLoad(Fields f) {
        return new Call.KexecFileLoad(
                f.optional("image").text("\"vmlinux\"").orElse(""),
                f.optional("image-size").size("64MiB").orElse(0),
                f.optional("image-form").word(ImageForm.values()).orElse(ImageForm.ELF),
                f.optional("initrd-size").size("1MiB").orElse(0),
                f.optional("cmdline").text("\"quiet\"").orElse(""),
                f.required("flags").whole(0, U32_MAX).orElse(0));
    }

    static Call.KexecLoad kexecLoad(Fields f) {
        return new Call.KexecLoad(
                f.optional("kernel").text("\"second\"").orElse(""),
                f.optional("image").text("\"vmlinux\"").orElse(""),
                f.optional("image-size").size("64MiB").orElse(0),
                f.optional("initrd-size").size("1MiB").orElse(0),
                f.optional("cmdline").text("\"quiet\"").orElse(""),
                f.required("flags").whole(0, U32_MAX).orElse(0));
    }

    static Call.SendMessage send(Fields f) {
        return new Call.SendMessage(
                f.required("to").whole(0, Integer.MAX_VALUE).orElse(0),
                f.optional("kind").text("\"SHUTDOWN\"").orElse(""),
                (int) f.required("bytes").whole(0, Integer.MAX_VALUE).orElse(0));
    }

    static Call.Reboot reboot(Fields f) {
        return new Call.Reboot(
                f.required("magic1").whole(0, U32_MAX).orElse(0),
                f.required("magic2").whole(0, U32_MAX).orElse(0),
                f.required("command").whole(0, U32_MAX).orElse(0),
                f.required("id").whole(Integer.MIN_VALUE, Integer.MAX_VALUE).orElse(0));
    }

    static ObjectNode write(Call call) {
        return switch (call) {
            case Call.WriteFile(var path, var content) -> begin(Verb.WRITE)
                    .put("path", path)
                    .put("base64", Base64.getEncoder().encodeToString(content.bytes()));
            case Call.RemoveDirectory(var path) -> begin(Verb.REMOVE_DIRECTORY).put("path", path);
            case Call.KexecFileLoad c -> begin(Verb.KEXEC_FILE_LOAD)
                    .put("image", c.image())
                    .put("image-size", Sizes.text(c.imageBytes()))
                    .put("image-form", Fields.wordOf(c.form()))
                    .put("initrd-size", Sizes.text(c.initrdBytes()))
                    .put("cmdline", c.cmdline())
                    .put("flags", c.flags());
            case Call.KexecLoad c -> begin(Verb.KEXEC_LOAD)
                    .put("kernel", c.kernel())
                    .put("image", c.image())
                    .put("image-size", Sizes.text(c.imageBytes()))
                    .put("initrd-size", Sizes.text(c.initrdBytes()))
                    .put("cmdline", c.cmdline())
                    .put("flags", c.flags());
            case Call.SendMessage c ->
                begin(Verb.SEND).put("to", c.to()).put("kind", c.kind()).put("bytes", c.bytes());
            case Call.Reboot c -> begin(Verb.REBOOT)
                    .put("magic1", c.magic1())
                    .put("magic2", c.magic2())
                    .put("command", c.command())
                    .put("id", c.instance());
        };
    }

    private static ObjectNode begin(Verb verb) {
        return JsonNodeFactory.instance.objectNode().put("do", verb.word());
    }
}
