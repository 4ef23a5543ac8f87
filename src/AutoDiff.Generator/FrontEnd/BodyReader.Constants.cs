using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>What <c>[NoGradient]</c> and <c>Diff.StopGradient</c> make constant.</content>
internal sealed partial class BodyReader
{
    private int constantDepth;

    /// <summary>Buffers in members of parameters that are marked <c>[NoGradient]</c>: they are not differentiated by, as long as they are what the caller gave.</summary>
    private readonly HashSet<Variable> data = [];

    /// <summary>Reads the arguments of a call: <c>StopGradient(Unknown(x))</c> needs no derivative of <c>Unknown</c>.</summary>
    private T WithinConstant<T>(IMethodSymbol method, Func<T> read)
    {
        bool isConstant = IsMarkedConstant(method);
        constantDepth += isConstant ? 1 : 0;
        T result = read();
        constantDepth -= isConstant ? 1 : 0;
        return result;
    }

    /// <summary>A method as it is called here.</summary>
    private Method AsConstant(Method method, IMethodSymbol symbol) => constantDepth > 0 || Prints(symbol) ? method with { IsConstant = true } : method;

    /// <summary>Whether what is called or read is marked <c>[NoGradient]</c>.</summary>
    private static bool IsConstant(IOperation operation) => operation switch
    {
        IInvocationOperation invocation => IsMarkedConstant(invocation.TargetMethod),
        IMemberReferenceOperation member => IsMarkedConstant(member.Member),
        IParenthesizedOperation parenthesized => IsConstant(parenthesized.Operand),
        _ => false,
    };

    /// <summary>A member as code reads it: the numbers of a marked one are constants, whatever was assigned to it.</summary>
    private Expression Stored(IOperation operation, ISymbol member, Expression value) => value switch
    {
        _ when !IsMarkedConstant(member) || IsOwnObject((operation as IMemberReferenceOperation)?.Instance) => value,
        Composite composite => composite with { Members = composite.Members.Select(part => Stored(operation, member, part)).ToEquatableArray() },
        { Type.IsFloatingPoint: true } => new Call(new Method(new TypeName("AutoDiff", "Diff"), "StopGradient", value.Type, [new MethodParameter("value", value.Type, ParameterUse.Input)]) { IsConstant = true, IsPure = true }, [value]),
        Read read when data.Contains(read.Variable) => value,
        { Type.CanBeActive: true } => Refuse(operation, Fence.ConstantBuffer),
        _ => value,
    };

    private void FindData(Variable parameter, Expression parts) =>
        data.UnionWith(Leaves(parts).Zip(Leaves(MembersOf(new Read(parameter), "", parameter.Type)), (leaf, member) => (leaf, member))
            .Where(pair => pair.leaf.Type is { IsView: true, CanBeActive: true } && parameter.Type.Along(((Field)pair.member).Path).Any(member => member.IsConstant))
            .Select(pair => ((Read)pair.leaf).Variable));

    private void RefuseExchangedData()
    {
        foreach (Statement statement in new Block(output.ToEquatableArray()).SelfAndDescendants().Where(statement => statement is Assign && Written.Variables(statement).Any(data.Contains)))
        {
            reading.Refuse(RefusalIds.UnsupportedConstruct, reading.Sites[statement.Origin!.Ordinal], Fence.ConstantBuffer.Construct, Fence.ConstantBuffer.Reason, Fence.ConstantBuffer.Instead);
        }
    }

    private static bool IsMarkedConstant(ISymbol symbol) =>
        symbol.OriginalDefinition.Attribute(WellKnownNames.NoGradient) is not null
        || Prints(symbol)
        || (symbol is IMethodSymbol { AssociatedSymbol: { } property } && IsMarkedConstant(property))
        || (symbol is IFieldSymbol { AssociatedSymbol: { } owner } && IsMarkedConstant(owner));

    /// <summary>Whether a method shows what it is given to somebody who reads it: nothing of that comes back.</summary>
    private static bool Prints(ISymbol symbol) => symbol is IMethodSymbol { ReturnsVoid: true, IsStatic: true, ContainingType: var type }
        && (type.Is("System.Console") || type.Is("System.Diagnostics.Debug") || type.Is("System.Diagnostics.Trace"));
}
