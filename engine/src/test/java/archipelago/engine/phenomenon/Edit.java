package archipelago.engine.phenomenon;

import archipelago.engine.base.Require;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.MethodTypeDesc;
import java.util.concurrent.atomic.AtomicInteger;

/// One change to the code of a method, as it stands in the class file. An edit that finds nothing to change
/// is a mistake in the test.
sealed interface Edit {
    /// Stands for "wherever it stands in the method".
    int EVERYWHERE = 0;

    /// A constant of an enum or of a class is another one: `EBUSY` becomes `OK`.
    ///
    /// @param nth which of them in the order of the code, from 1; or [#EVERYWHERE]
    record Swap(String from, String to, int nth) implements Edit {}

    /// A number is another one.
    record Number(long from, long to, int nth) implements Edit {}

    /// A call is not made, and its answer is this number; nothing, or null, for one that answers no number.
    record Answer(String call, long answer, int nth) implements Edit {}

    /// A call without arguments is not made, and what it would be asked of stands for its answer.
    record Skip(String call, int nth) implements Edit {}

    /// A condition is not asked: the code goes on as if it held.
    record Unasked(int nth) implements Edit {}

    /// The whole method does nothing but to answer this number.
    record Returns(long answer) implements Edit {}

    static Edit swap(String from, String to) {
        return new Swap(from, to, EVERYWHERE);
    }

    static Edit number(long from, long to) {
        return new Number(from, to, EVERYWHERE);
    }

    static Edit drop(String call) {
        return new Answer(call, 0, EVERYWHERE);
    }

    static Edit answer(String call, boolean answer) {
        return new Answer(call, answer ? 1 : 0, EVERYWHERE);
    }

    static Edit skip(String call) {
        return new Skip(call, EVERYWHERE);
    }

    static Edit unasked(int nth) {
        return new Unasked(nth);
    }

    static Edit returns(boolean answer) {
        return new Returns(answer ? 1 : 0);
    }

    /// The same edit for one place only.
    default Edit at(int nth) {
        return switch (this) {
            case Swap(var from, var to, _) -> new Swap(from, to, nth);
            case Number(var from, var to, _) -> new Number(from, to, nth);
            case Answer(var call, var answer, _) -> new Answer(call, answer, nth);
            case Skip(var call, _) -> new Skip(call, nth);
            case Unasked _ -> new Unasked(nth);
            case Returns returns -> returns;
        };
    }

    /// The class with the edit in all methods of this name.
    default byte[] applied(byte[] original, String method) {
        var found = new AtomicInteger();
        var file = ClassFile.of();
        var changed = file.transformClass(file.parse(original), transform(method, found));
        Require.that(found.get() > 0, "the edit finds something to change in " + method + ": " + this);
        return changed;
    }

    private ClassTransform transform(String name, AtomicInteger found) {
        if (this instanceof Returns(long answer)) {
            return (builder, element) -> {
                if (element instanceof MethodModel method && method.methodName().equalsString(name)) {
                    found.incrementAndGet();
                    builder.withMethodBody(name, method.methodTypeSymbol(), method.flags().flagsMask(), code -> {
                        var kind = TypeKind.from(method.methodTypeSymbol().returnType());
                        push(code, kind, answer);
                        code.return_(kind);
                    });
                } else {
                    builder.with(element);
                }
            };
        }
        var seen = new AtomicInteger();
        CodeTransform edit = (code, element) -> {
            if (matches(element) && isNth(seen.incrementAndGet())) {
                found.incrementAndGet();
                change(code, element);
            } else {
                code.with(element);
            }
        };
        return ClassTransform.transformingMethodBodies(m -> m.methodName().equalsString(name), edit);
    }

    private boolean isNth(int number) {
        int nth = switch (this) {
            case Swap swap -> swap.nth();
            case Number other -> other.nth();
            case Answer answer -> answer.nth();
            case Skip skip -> skip.nth();
            case Unasked unasked -> unasked.nth();
            case Returns _ -> EVERYWHERE;
        };
        return nth == EVERYWHERE || nth == number;
    }

    private boolean matches(CodeElement element) {
        return switch (this) {
            case Swap swap -> element instanceof FieldInstruction field
                    && field.opcode() == Opcode.GETSTATIC
                    && field.name().equalsString(swap.from());
            case Number number -> element instanceof ConstantInstruction constant
                    && (constant.typeKind() == TypeKind.INT || constant.typeKind() == TypeKind.LONG)
                    && ((java.lang.Number) constant.constantValue()).longValue() == number.from();
            case Answer answer -> element instanceof InvokeInstruction call && call.name().equalsString(answer.call());
            case Skip skip -> element instanceof InvokeInstruction call
                    && call.name().equalsString(skip.call())
                    && call.typeSymbol().parameterCount() == 0;
            case Unasked _ -> element instanceof BranchInstruction branch && branch.opcode() != Opcode.GOTO;
            case Returns _ -> false;
        };
    }

    private void change(CodeBuilder code, CodeElement element) {
        switch (this) {
            case Swap swap -> {
                var field = (FieldInstruction) element;
                code.getstatic(field.owner().asSymbol(), swap.to(), field.typeSymbol());
            }
            case Number number -> push(code, ((ConstantInstruction) element).typeKind(), number.to());
            case Answer answer -> {
                var call = (InvokeInstruction) element;
                popArguments(code, call);
                push(code, TypeKind.from(call.typeSymbol().returnType()), answer.answer());
            }
            case Skip _ -> { }
            case Unasked _ -> popOperands(code, ((BranchInstruction) element).opcode());
            case Returns _ -> throw new IllegalStateException("a whole method is no element of code");
        }
    }

    /// What the condition would have looked at: two values that are compared, or one that is a number or null.
    private static void popOperands(CodeBuilder code, Opcode opcode) {
        switch (opcode) {
            case IFEQ, IFNE, IFLT, IFGE, IFGT, IFLE, IFNULL, IFNONNULL -> code.pop();
            default -> code.pop2();
        }
    }

    private static void popArguments(CodeBuilder code, InvokeInstruction call) {
        MethodTypeDesc type = call.typeSymbol();
        for (int i = type.parameterCount() - 1; i >= 0; i--) {
            if (TypeKind.from(type.parameterType(i)).slotSize() == 2) {
                code.pop2();
            } else {
                code.pop();
            }
        }
        if (call.opcode() != Opcode.INVOKESTATIC) {
            code.pop();
        }
    }

    private static void push(CodeBuilder code, TypeKind kind, long number) {
        switch (kind) {
            case LONG -> code.loadConstant(number);
            case REFERENCE -> code.aconst_null();
            case VOID -> { }
            default -> code.loadConstant((int) number);
        }
    }
}
