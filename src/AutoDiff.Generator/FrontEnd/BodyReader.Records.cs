using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>What generated members work with: records and rented buffers, read where another differentiable method calls such a member.</content>
internal sealed partial class BodyReader
{
    private const string RecordStack = "AutoDiff.CompilerServices.RecordStack`1";
    private const string Workspace = "AutoDiff.CompilerServices.Workspace";

    /// <summary>
    /// <c>using RecordStack&lt;double&gt; recorded = RecordStack&lt;double&gt;.Rent();</c> is a stack of the IR's, which ends by itself.
    /// A workspace is only where buffers come from.
    /// </summary>
    private bool ReadRented(ILocalSymbol resource)
    {
        if (resource.Type.Is(RecordStack) && TypeFor(((INamedTypeSymbol)resource.Type).TypeArguments[0]) is var element && TypeReader.IsScalar(element))
        {
            Variable stack = reading.NewVariable(resource.Name, IrType.StackOf(element));
            variables.Add(resource, stack);
            Write(new Declare(stack, null));
            return true;
        }

        return resource.Type.Is(Workspace);
    }

    /// <summary><c>workspace.Take&lt;double&gt;(n)</c>: the declared variable itself is the buffer.</summary>
    private Expression? ReadRentedBuffer(IOperation operation, Variable? into) =>
        operation is IInvocationOperation { TargetMethod: { Name: "Take" or "Zeroed" } method, Arguments: [var count] } && method.ContainingType.Is(Workspace)
            ? DeclareBuffer(TypeFor(method.ReturnType), Read(count.Value), method.Name == "Zeroed" ? BufferStorage.WorkspaceZeroed : BufferStorage.Workspace, into)
            : null;

    /// <summary><c>recorded.Pop()</c>: only as the value of a declaration.</summary>
    private Pop? ReadPop(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod.Name: "Pop", Arguments.Length: 0 } call && StackOf(call) is { } stack ? new Pop(stack) : null;

    private Expression? ReadRecord(IInvocationOperation operation)
    {
        if (ReadRentedBuffer(operation, null) is { } buffer)
        {
            return buffer;
        }

        if (ReadPop(operation) is { } pop)
        {
            return new Read(Declare(pop.Stack.Name + "Value", pop));
        }

        if (!operation.TargetMethod.ContainingType.Is(RecordStack) || operation.Instance is null)
        {
            return null;
        }

        // Records that a recursive method passes on are not followed.
        if (StackOf(operation) is not { } stack || operation.Arguments is not [{ Value: { } pushed }] || operation.TargetMethod.Name != "Push" || TypeFor(operation.TargetMethod.Parameters[0].Type).IsView)
        {
            return Refuse(operation, Fence.RecordedBuffer);
        }

        Write(new Push(stack, Read(pushed)));
        return Nothing;
    }

    private Variable? StackOf(IInvocationOperation operation) =>
        operation.Instance is ILocalReferenceOperation { Local: var local } && variables.TryGetValue(local, out Variable variable) && variable.Type.Kind == Ir.TypeKind.Stack
            ? variable
            : null;
}
