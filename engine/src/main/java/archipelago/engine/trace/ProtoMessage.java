package archipelago.engine.trace;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// A message in protobuf's binary form, field by field.
final class ProtoMessage {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CodedOutputStream out = CodedOutputStream.newInstance(bytes, 64);

    /// A whole number from 0 up, an enum or a Boolean.
    ProtoMessage number(int field, long value) throws IOException {
        out.writeUInt64(field, value);
        return this;
    }

    /// A whole number that may be negative (`int64`).
    ProtoMessage signed(int field, long value) throws IOException {
        out.writeInt64(field, value);
        return this;
    }

    /// Eight bytes (`fixed64`).
    ProtoMessage fixed(int field, long value) throws IOException {
        out.writeFixed64(field, value);
        return this;
    }

    ProtoMessage text(int field, String value) throws IOException {
        out.writeString(field, value);
        return this;
    }

    ProtoMessage message(int field, ProtoMessage inner) throws IOException {
        inner.out.flush();
        out.writeByteArray(field, inner.bytes.toByteArray());
        return this;
    }

    /// Writes this message as a field of one that goes on.
    void writeTo(int field, OutputStream target) throws IOException {
        var frame = new ProtoMessage().message(field, this);
        frame.out.flush();
        frame.bytes.writeTo(target);
    }
}
