package archipelago.engine.scenario;

import archipelago.engine.base.Blob;
import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command.Arm;
import archipelago.engine.command.Command.Console;
import archipelago.engine.command.Command.Dax;
import archipelago.engine.command.Command.MoveService;
import archipelago.engine.command.Command.Vsock;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;

/// What programs do with consoles, sockets, shared files and services, as JSON objects. Bytes stand there as text if they are
/// text, else as Base64.
final class ChannelJson {
    private static final long PORT_MAX = 0xffffffffL;
    /// The most that a program prints in one go, in bytes.
    private static final int PRINT_MAX = 1 << 20;

    private ChannelJson() {}

    static Console consoleWrite(Fields f) {
        return new Console.Write(number(f, "link"), bytes(f));
    }

    static Console consoleRead(Fields f) {
        return new Console.Read(number(f, "link"));
    }

    static Console consoleClose(Fields f) {
        return new Console.Close(number(f, "link"));
    }

    static Console print(Fields f) {
        var text = bytes(f);
        long most = Math.max(1, PRINT_MAX / Math.max(1, text.length()));
        int times = (int) f.optional("times").whole(1, most).orElse(1);
        return new Console.Print(kernel(f), times == 1 ? text : Blob.text(text.asText().repeat(times)));
    }

    static Vsock listen(Fields f) {
        return new Vsock.Listen(kernel(f), port(f));
    }

    static Vsock connect(Fields f) {
        return new Vsock.Connect(kernel(f), f.required("cid").whole(0, PORT_MAX).orElse(0), port(f));
    }

    static Vsock send(Fields f) {
        return new Vsock.Send(kernel(f), number(f, "socket"), f.required("bytes").size("4KiB").orElse(0));
    }

    static Vsock close(Fields f) {
        return new Vsock.Close(kernel(f), number(f, "socket"));
    }

    static Dax daxBuild(Fields f) {
        return new Dax.Build(
                image(f),
                f.required("bytes").size("256MiB").orElse(0),
                f.optional("overlay").size("16MiB").orElse(0));
    }

    static Dax daxFree(Fields f) {
        return new Dax.Free(image(f));
    }

    static Dax daxMount(Fields f) {
        return new Dax.Mount(kernel(f), image(f));
    }

    static Dax daxLookup(Fields f) {
        return new Dax.Lookup(kernel(f), image(f), path(f));
    }

    static Dax daxWrite(Fields f) {
        return new Dax.Write(kernel(f), image(f), path(f), f.required("bytes").size("4KiB").orElse(0));
    }

    static MoveService moveService(Fields f) {
        return new MoveService(f.required("service").text("\"shop\"").orElse(""), kernel(f));
    }

    static Arm arm(Fields f) {
        return new Arm(kernel(f));
    }

    private static String image(Fields f) {
        return f.required("image").text("\"rootfs\"").orElse("");
    }

    private static String path(Fields f) {
        return f.required("path").text("\"/etc/hosts\"").orElse("");
    }

    private static String kernel(Fields f) {
        return f.required("kernel").text("\"web-server\"").orElse("");
    }

    private static long port(Fields f) {
        return f.required("port").whole(0, PORT_MAX).orElse(0);
    }

    private static int number(Fields f, String key) {
        return (int) f.required(key).whole(1, Integer.MAX_VALUE).orElse(0);
    }

    private static Blob bytes(Fields f) {
        var text = f.optional("text").text("\"hello\\n\"");
        return text.isPresent() ? Blob.text(text.get()) : f.required("base64").base64().orElse(Blob.EMPTY);
    }

    static ObjectNode write(Console call) {
        return switch (call) {
            case Console.Open() -> begin(Verb.CONSOLE_OPEN);
            case Console.Write(int link, var bytes) -> bytes(begin(Verb.CONSOLE_WRITE).put("link", link), bytes);
            case Console.Read(int link) -> begin(Verb.CONSOLE_READ).put("link", link);
            case Console.Close(int link) -> begin(Verb.CONSOLE_CLOSE).put("link", link);
            case Console.Print(var kernel, var text) -> bytes(begin(Verb.PRINT).put("kernel", kernel), text);
        };
    }

    static ObjectNode write(Vsock call) {
        return switch (call) {
            case Vsock.Listen(var kernel, long port) ->
                begin(Verb.VSOCK_LISTEN).put("kernel", kernel).put("port", port);
            case Vsock.Connect(var kernel, long cid, long port) ->
                begin(Verb.VSOCK_CONNECT).put("kernel", kernel).put("cid", cid).put("port", port);
            case Vsock.Send(var kernel, int socket, long bytes) -> begin(Verb.VSOCK_SEND)
                    .put("kernel", kernel)
                    .put("socket", socket)
                    .put("bytes", Sizes.text(bytes));
            case Vsock.Close(var kernel, int socket) ->
                begin(Verb.VSOCK_CLOSE).put("kernel", kernel).put("socket", socket);
        };
    }

    static ObjectNode write(Dax call) {
        return switch (call) {
            case Dax.Build(var image, long bytes, long overlay) -> begin(Verb.DAX_BUILD)
                    .put("image", image)
                    .put("bytes", Sizes.text(bytes))
                    .put("overlay", Sizes.text(overlay));
            case Dax.Free(var image) -> begin(Verb.DAX_FREE).put("image", image);
            case Dax.Mount(var kernel, var image) -> begin(Verb.DAX_MOUNT).put("kernel", kernel).put("image", image);
            case Dax.Lookup(var kernel, var image, var path) ->
                begin(Verb.DAX_LOOKUP).put("kernel", kernel).put("image", image).put("path", path);
            case Dax.Write(var kernel, var image, var path, long bytes) -> begin(Verb.DAX_WRITE)
                    .put("kernel", kernel)
                    .put("image", image)
                    .put("path", path)
                    .put("bytes", Sizes.text(bytes));
        };
    }

    static ObjectNode write(MoveService c) {
        return begin(Verb.MOVE_SERVICE).put("service", c.service()).put("kernel", c.kernel());
    }

    private static ObjectNode bytes(ObjectNode object, Blob bytes) {
        boolean text = Blob.text(bytes.asText()).equals(bytes);
        return text
                ? object.put("text", bytes.asText())
                : object.put("base64", Base64.getEncoder().encodeToString(bytes.bytes()));
    }

    private static ObjectNode begin(Verb verb) {
        return JsonNodeFactory.instance.objectNode().put("do", verb.word());
    }
}
