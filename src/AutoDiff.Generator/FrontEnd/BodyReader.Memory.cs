using System.Linq;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content><c>Memory&lt;T&gt;</c>, which is read as the span that it is.</content>
internal sealed partial class BodyReader
{
    /// <summary>
    /// A parameter stands for its span; one that is assigned becomes a local: <c>m = m[1..]</c> =>
    /// <c>Span&lt;T&gt; mSpan = m.Span; mSpan = mSpan.Slice(1)</c>.
    /// </summary>
    private void ReadMemory(ISymbol parameter, Variable memory, IOperation body)
    {
        IrType type = memory.Type.Kind == Ir.TypeKind.Memory ? IrType.SpanOf(memory.Type.Element!) : IrType.ReadOnlySpanOf(memory.Type.Element!);
        Expression span = new Conversion(type, new Read(memory), IsImplicit: true);
        bool isAssigned = body.Descendants().Any(operation => TargetsOf(operation).Any(target => target is IParameterReferenceOperation assigned && SymbolEqualityComparer.Default.Equals(assigned.Parameter, parameter)));
        bound.Add(parameter, isAssigned ? new Read(Declare(memory.Name + "Span", span)) : span);
    }
}
