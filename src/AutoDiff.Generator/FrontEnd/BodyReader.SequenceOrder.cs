using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>
/// The order in which LINQ runs code on items, and on which of them. It shows only where that code has effects: numbers are
/// the same in any order.
/// </content>
internal sealed partial class BodyReader
{
    private void RequireOrder(IOperation operation, Sequence sequence, bool isKept = true)
    {
        if ((sequence.IsRearranged || !isKept) && HasEffects(sequence))
        {
            Refuse(operation, Fence.SequenceOrder);
        }
    }

    private bool HasEffects(Sequence sequence) => sequence.HasEffects || sequence.Steps.Any(step => HasEffects(step.Target));

    private bool HasEffects(DelegateTarget target) =>
        target.Owner.CapturedBy(target.Method, target.Body).Any() || HasEffects(target.Method, target.Body, new(SymbolEqualityComparer.Default));

    /// <summary>Whether code may change what stands elsewhere, or run code that may. What it does to variables is told by <see cref="CapturedBy"/>.</summary>
    private bool HasEffects(IMethodSymbol method, IOperation? lambda, HashSet<ISymbol> seen)
    {
        if (!seen.Add(method))
        {
            return false;
        }

        if ((lambda?.Syntax ?? reading.Helpers.BodyOf(method)) is not { } syntax)
        {
            return !(PureMethods.Contains(method) || method.ContainingType.SpecialType == SpecialType.System_String || method.ContainingType.Is("System.Linq.Enumerable"));
        }

        IOperation? code = lambda ?? reading.Model.Compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax, reading.Cancellation);
        return code is null || code.DescendantsAndSelf().Any(operation => operation switch
        {
            IAssignmentOperation assignment => IsElsewhere(assignment.Target),
            IIncrementOrDecrementOperation step => IsElsewhere(step.Target),
            IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke, Instance: { } called } => DelegateOf(called) is not { } target || HasEffects(target.Method, target.Body, seen),
            IInvocationOperation call => HasEffects(call.TargetMethod, null, seen),
            IPropertyReferenceOperation { Property.GetMethod: { } getter } => reading.Helpers.BodyOf(getter) is not null && HasEffects(getter, null, seen),
            _ => false,
        });
    }

    private static bool IsElsewhere(IOperation target) => target switch
    {
        ILocalReferenceOperation or IParameterReferenceOperation or IDiscardOperation or IDeclarationExpressionOperation => false,
        ITupleOperation tuple => tuple.Elements.Any(IsElsewhere),
        IFieldReferenceOperation { Instance: { Type.IsValueType: true } outer } => outer is IInstanceReferenceOperation || IsElsewhere(outer),
        _ => true,
    };
}
