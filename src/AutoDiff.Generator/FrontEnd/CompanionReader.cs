using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>The parameters that a generated member has besides those of its method: their names, and the signature they make.</summary>
internal sealed class CompanionReader(IMethodSymbol method, AttributeData request, DerivativeKind kind)
{
    private const string Result = "result";

    /// <summary>The names, in order.</summary>
    public IEnumerable<string> Names => All.Select(companion => companion.Name);

    /// <summary>The parameter types of the member.</summary>
    public string Signature => string.Join(",", method.Parameters.Select(Spelled).Concat(All.Select(companion => companion.Type)));

    private IEnumerable<(string Name, string Type)> All
    {
        get
        {
            IParameterSymbol[] active = [.. RequestReader.ActiveOf(method, request)];
            IrType receiver = ReceiverReader.IsIncluded(request) && AggregateReader.ReadOwn(method.ContainingType) is { } read ? read : IrType.Void;
            IEnumerable<(string, string)> own = ReceiverReader.IsIncluded(request) && !method.IsStatic
                ? [("this" + Suffix, (kind == DerivativeKind.Jvp || receiver.IsFillable ? "" : "ref ") + method.ContainingType.GlobalName())]
                : [];
            if (kind == DerivativeKind.Gradient)
            {
                return active.Select(parameter => TypeReader.Read(parameter.Type)).Append(receiver).Any(type => type.IsView || type.HasActiveBuffers) ? own.Concat(active.Select(Beside)) : [];
            }

            IrType returned = TypeReader.Read(method.ReturnType);
            IEnumerable<(string, string)> result = kind == DerivativeKind.Vjp && returned.CanBeActive
                ? [(Result + Suffix, returned.IsView ? IrType.ReadOnlySpanOf(returned.Element!).Name : returned.Name)]
                : [];
            HashSet<ISymbol> carriers = new(active.Concat(RequestReader.OutputsOf(method)), SymbolEqualityComparer.Default);
            return result.Concat(own).Concat(method.Parameters.Where(carriers.Contains).Select(Beside));
        }
    }

    private string Suffix => kind == DerivativeKind.Jvp ? "Tangent" : "Gradient";

    /// <summary>The parameter types of any method.</summary>
    public static string SignatureOf(IEnumerable<IParameterSymbol> parameters) => string.Join(",", parameters.Select(Spelled));

    private (string Name, string Type) Beside(IParameterSymbol parameter)
    {
        IrType type = TypeReader.Read(parameter.Type);
        string spelled = type.Kind switch
        {
            Ir.TypeKind.ReadOnlySpan or Ir.TypeKind.List when kind == DerivativeKind.Jvp => "global::System.ReadOnlySpan<" + type.Element!.Name + ">",
            _ when type.IsView => "global::System.Span<" + type.Element!.Name + ">",
            _ => (IsByReference(parameter.RefKind) && !type.IsFillable ? "ref " : "") + type.Name,
        };
        return (parameter.Name + Suffix, spelled);
    }

    private bool IsByReference(RefKind passing) => (kind, passing) switch
    {
        (DerivativeKind.Gradient, _) => true,
        (DerivativeKind.Vjp, _) => passing != RefKind.Out,
        _ => passing is RefKind.Ref or RefKind.Out,
    };

    /// <summary>Methods that differ only in ref, out or in cannot stand side by side.</summary>
    private static string Spelled(IParameterSymbol parameter) =>
        (parameter.RefKind == RefKind.None ? "" : "ref ") + parameter.Type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
}
