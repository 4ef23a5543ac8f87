using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Fuzz.Reports;

/// <summary>How often each kind of Roslyn operation stands in the programs.</summary>
internal sealed class Coverage
{
    private readonly Lock gate = new();
    private readonly Dictionary<OperationKind, (int Differentiated, int Refused)> counts = [];

    /// <summary>The kinds with their counts, most frequent first.</summary>
    public IReadOnlyList<(OperationKind Kind, int Differentiated, int Refused)> Counts
    {
        get
        {
            lock (gate)
            {
                return [.. counts.OrderByDescending(entry => entry.Value.Differentiated).ThenByDescending(entry => entry.Value.Refused).Select(entry => (entry.Key, entry.Value.Differentiated, entry.Value.Refused))];
            }
        }
    }

    /// <summary>Counts what stands in the bodies of one program.</summary>
    public void Count(CSharpCompilation compilation, SyntaxTree tree, bool isRefused)
    {
        SemanticModel model = compilation.GetSemanticModel(tree);
        OperationKind[] kinds = [.. tree.GetRoot().DescendantNodes().OfType<BaseMethodDeclarationSyntax>()
            .Select(method => model.GetOperation(method))
            .OfType<IOperation>()
            .SelectMany(operation => operation.DescendantsAndSelf())
            .Select(operation => operation.Kind)];
        lock (gate)
        {
            foreach (OperationKind kind in kinds)
            {
                (int differentiated, int refused) = counts.GetValueOrDefault(kind);
                counts[kind] = isRefused ? (differentiated, refused + 1) : (differentiated + 1, refused);
            }
        }
    }
}
