using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Transforms;

/// <summary>Buffer variables of one kind that may mean the same memory: those that are ever assigned from one another, or hold another's rows.</summary>
internal sealed class Families
{
    private readonly Func<IrType, bool> isOfKind;
    private readonly Func<Call, IReadOnlyCollection<Expression>>? copied;
    private readonly Dictionary<Variable, Variable> parents = [];
    private readonly HashSet<Variable> members = [];
    private readonly HashSet<Variable> strange = [];

    private Families(Func<IrType, bool> isOfKind, Func<Call, IReadOnlyCollection<Expression>>? copied)
    {
        this.isOfKind = isOfKind;
        this.copied = copied;
    }

    /// <param name="function">The function.</param>
    /// <param name="isOfKind">The kind of buffers.</param>
    /// <param name="copied">The arguments of a call that may become copies, so that the call sees nothing of the family; none if it is not given.</param>
    public static Families Of(Function function, Func<IrType, bool> isOfKind, Func<Call, IReadOnlyCollection<Expression>>? copied = null)
    {
        Families families = new(isOfKind, copied);
        families.strange.UnionWith(function.Parameters.Select(parameter => parameter.Variable));
        foreach (Statement statement in function.Body.SelfAndDescendants())
        {
            families.Note(statement);
        }

        return families;
    }

    /// <summary>The variable that stands for a family.</summary>
    public Variable Of(Variable variable)
    {
        while (parents.TryGetValue(variable, out Variable? parent) && !parent.Equals(variable))
        {
            variable = parent;
        }

        return variable;
    }

    public IEnumerable<Variable> MembersOf(Variable variable) => members.Where(member => Of(member).Equals(Of(variable)));

    /// <summary>A variable in whose family is nothing that the method did not create, and that no code sees which is not modelled.</summary>
    public bool IsOwn(Variable variable) => members.Contains(variable) && !strange.Any(other => Of(other).Equals(Of(variable)));

    private void Note(Statement statement)
    {
        switch (statement)
        {
            case Declare declare when isOfKind(declare.Variable.Type):
                members.Add(declare.Variable);
                Join(declare.Variable, declare.Value);
                break;
            // A row that is null is no row of length zero: whoever asks for its elements is told so.
            case Assign { Target: Element { Type.IsView: true, View: Read rows }, Value: Constant }:
                strange.Add(rows.Variable);
                break;
            case Assign { Target: Read { Type: { Kind: TypeKind.Array, IsJagged: false } } row, Value: Constant } when isOfKind(row.Type):
                strange.Add(row.Variable);
                break;
            case Assign { Target: Read target } assign when isOfKind(target.Type):
                Join(target.Variable, assign.Value);
                break;
            case Assign { Target: Element { Type.IsView: true, View: Read rows } } assign:
                Join(rows.Variable, assign.Value);
                break;
        }

        // Rows that are copied all at once would be two arrays' rows.
        if (statement is Copy { Target: { Type.Element.IsView: true } to } copy)
        {
            strange.UnionWith(to.Reads().Concat(copy.Source.Reads()).Where(variable => isOfKind(variable.Type)));
        }

        foreach (Expression node in statement.Expressions().SelectMany(expression => expression.SelfAndDescendants()))
        {
            // Code that is not modelled, or that asks for an array, must get one.
            IEnumerable<Expression> seen = node switch
            {
                // Whether there is a table of rows, or of cells, is known of what takes its place.
                Opaque { IsNullTest: true, Operands: [Read { Type.IsUncut: true }] } or Opaque { IsOfLibrary: true } => [],
                Opaque opaque => opaque.Operands,
                Call call => copied is null ? call.Arguments : call.Arguments.Except(copied(call)),
                Element { View: { Type.Kind: TypeKind.Grid } and not Read } element => [element.View],
                _ => [],
            };
            strange.UnionWith(seen.Where(argument => isOfKind(argument.Type)).SelectMany(argument => argument.Reads()).Where(variable => variable.Type.IsView));
        }
    }

    private void Join(Variable variable, Expression? value)
    {
        switch (value)
        {
            case Read read:
                parents[Of(variable)] = Of(read.Variable);
                break;
            case Element { View: Read rows }:
                parents[Of(variable)] = Of(rows.Variable);
                break;
            case Conversion conversion:
                Join(variable, conversion.Operand);
                break;
            case Conditional choice:
                if (!variable.Type.IsJagged && (choice.WhenTrue is Constant || choice.WhenFalse is Constant))
                {
                    strange.Add(variable);
                }

                Join(variable, choice.WhenTrue);
                Join(variable, choice.WhenFalse);
                break;
            case null or NewBuffer or Constant { Text: "default" or "null" }:
                break;
            default:
                strange.Add(variable);
                break;
        }
    }
}
