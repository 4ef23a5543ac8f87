using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>
/// The tangent of each variable: of a number a number, of a buffer a buffer of the same shape, of a view the same view of
/// the tangents, of a stack of recorded values a stack of their tangents.
/// </summary>
internal sealed class Tangents(Identifiers identifiers)
{
    private readonly Dictionary<Variable, Variable> twins = [];

    /// <summary>Variables that have a constant value on some way through the method, and a tangent on others.</summary>
    private readonly HashSet<Variable> held = [];

    /// <summary>Finds the variables that are held at a constant: <c>v = Math.Max(x, 0)</c>, <c>v = x; if (v &lt; 0) v = 0;</c>, <c>v = 0; if (x > 0) v += x;</c></summary>
    public void NoteHeld(Function function)
    {
        Statement[] statements = [.. function.Body.SelfAndDescendants()];
        HashSet<Variable> chosen = [.. statements.OfType<If>().SelectMany(choice => choice.Blocks()).SelectMany(block => block.SelfAndDescendants()).SelectMany(Written.Variables)];
        while (statements.Any(statement => statement switch
        {
            Declare { Variable: { Type.IsFloatingPoint: true } variable, Value: { } value } => (IsHeld(value) || (value is Number or Constant && chosen.Contains(variable))) && held.Add(variable),
            Assign { Target: Read { Variable: { Type.IsFloatingPoint: true } variable }, Value: var value } => (IsHeld(value) || value is Number or Constant) && held.Add(variable),
            Assign { Target: Element { View: Read { Variable: var view } }, Value: var value } => IsHeld(value) && held.Add(view),
            _ => false,
        }))
        {
            // What is given a held variable is held too.
        }
    }

    /// <summary>Whether a value may be held at a constant.</summary>
    public bool IsHeld(Expression value) => value switch
    {
        Read read => held.Contains(read.Variable),
        Element { View: Read view } => held.Contains(view.Variable),
        Binary { Operator: BinaryOperator.Multiply } product => IsHeld(product.Left) || IsHeld(product.Right),
        Binary { Operator: BinaryOperator.Divide } quotient => IsHeld(quotient.Left),
        Conditional choice => choice.WhenTrue is Number or Constant || choice.WhenFalse is Number or Constant || IsHeld(choice.WhenTrue) || IsHeld(choice.WhenFalse),
        Call { Method: { Container.Namespace: "System", Name: "Max" or "Min" or "Clamp" or "MaxNumber" or "MinNumber" } } => true,
        _ => false,
    };

    /// <summary>Lets a parameter of the generated method be the tangent of <paramref name="variable"/>.</summary>
    public void Bind(Variable variable, Variable tangent) => twins[variable] = tangent;

    /// <summary>Whether the variable has a tangent already.</summary>
    public bool Has(Variable variable) => twins.ContainsKey(variable);

    public Variable Of(Variable variable)
    {
        if (!twins.TryGetValue(variable, out Variable? twin))
        {
            twins[variable] = twin = identifiers.Fresh(variable.Name + "Tangent", TypeOf(variable.Type));
        }

        return twin;
    }

    /// <summary>All variables that have a tangent, with it.</summary>
    public IEnumerable<(Variable Variable, Variable Tangent)> All => twins.Select(twin => (twin.Key, twin.Value));

    /// <summary>The tangents of what a view looks at.</summary>
    public Expression OfView(Expression view) => view switch
    {
        Read read => new Read(Of(read.Variable)),
        Slice slice => slice with { View = OfView(slice.View) },
        Conversion conversion => As(TypeOf(conversion.Type), OfView(conversion.Operand)),
        Element row => row with { View = OfView(row.View) },
        Constant { Text: "default" or "null" } nothing => new Constant(TypeOf(nothing.Type), "default"),
        Take take => take with { Arena = Of(take.Arena) },
        Conditional choice => OfChoice(choice),
        _ => throw new NotSupportedException("No tangents of the view " + view.GetType().Name + "."),
    };

    /// <summary>The tangent of an element, as a target.</summary>
    public Element Of(Element element) => element with { View = OfView(element.View) };

    /// <summary>The type of a tangent: tangents of arrays are rented, and what is only read has tangents that are only read.</summary>
    public static IrType TypeOf(IrType type) => type.Kind switch
    {
        TypeKind.Array => type.GradientBuffer,
        TypeKind.Memory => IrType.SpanOf(type.Element!),
        TypeKind.List or TypeKind.ReadOnlyMemory => IrType.ReadOnlySpanOf(type.Element!),
        _ => type,
    };

    /// <summary>A view as one that may not be written through, where that is what is wanted.</summary>
    public static Expression As(IrType type, Expression view) => view.Type == type ? view : new Conversion(type, view, IsImplicit: true);

    private Conditional OfChoice(Conditional choice)
    {
        (Expression whenTrue, Expression whenFalse) = (OfView(choice.WhenTrue), OfView(choice.WhenFalse));
        IrType type = whenTrue.Type == whenFalse.Type ? whenTrue.Type : IrType.ReadOnlySpanOf(whenTrue.Type.Element!);
        return new Conditional(choice.Condition, As(type, whenTrue), As(type, whenFalse));
    }
}
