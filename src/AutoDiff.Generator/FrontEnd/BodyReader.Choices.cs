using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>Choices between expressions, and exceptions thrown by one of them.</content>
internal sealed partial class BodyReader
{
    /// <summary>What stands before the <c>?.</c> of the access that is being read.</summary>
    private Expression? accessed;

    /// <summary>Variables that exist only to carry the value of a choice to where it is used, once.</summary>
    private readonly HashSet<Variable> choiceResults = [];

    /// <summary>
    /// <c>c ? a : b</c>, where one of them writes statements => <c>T value; if (c) { ..; value = a; } else { ..; value = b; }</c>,
    /// and <c>c ? a : throw e</c> => <c>if (!c) { throw e; }</c>, whose value is <c>a</c>.
    /// </summary>
    private Expression Choose(Expression condition, IrType type, Outcome whenTrue, Outcome whenFalse, bool mayStand = true)
    {
        bool isInColumns = IsInColumns(whenTrue.Value) || IsInColumns(whenFalse.Value);
        if (mayStand && !isInColumns && type.Kind != Ir.TypeKind.Aggregate && whenTrue is { Written.Count: 0, Quote: null } && whenFalse is { Written.Count: 0, Quote: null })
        {
            return new Conditional(condition, whenTrue.Value, whenFalse.Value);
        }

        bool completesTrue = whenTrue.Written.Completes();
        bool completesFalse = whenFalse.Written.Completes();
        if (!completesTrue || !completesFalse)
        {
            // What follows where both throw can never run.
            Outcome rest = completesTrue ? whenTrue : whenFalse;
            Write(completesTrue
                ? new If(Negated(condition, isNegated: true), new Block(whenFalse.Written.ToEquatableArray()), Block.Empty)
                : new If(condition, new Block(whenTrue.Written.ToEquatableArray()), Block.Empty));
            output.AddRange(rest.Written);
            return completesTrue || completesFalse ? rest.Value : new Constant(type, "default");
        }

        Expression chosen = isInColumns ? NewColumns("choice", type) : NewPlace(type.IsView ? "choice" : "value", type, whenTrue.Value is Constant ? whenFalse.Value : whenTrue.Value);
        DeclareLeaves(chosen, null);
        Variable? result = (chosen as Read)?.Variable;
        if (result is not null)
        {
            choiceResults.Add(result);
        }

        Write(new If(condition, Branch(whenTrue), Branch(whenFalse)));
        return chosen;

        Block Branch(Outcome part) => BlockOf(() =>
        {
            output.AddRange(part.Written);
            if (result is null)
            {
                AssignLeaves(chosen, part.Value);
            }
            else if (!TakesOver(result, part.Value, begins: false))
            {
                output.Add(new Assign(new Read(result), part.Value) { Origin = part.Quote ?? origin });
            }
        });
    }

    /// <summary>Reads one of the expressions that a choice is between.</summary>
    private Outcome ReadOutcome(IOperation operation)
    {
        (List<Statement> written, Expression value) = Apart(() => Read(operation));
        return new Outcome(written, value);
    }

    /// <summary>
    /// Lets a variable stand for the result of the choice just written, if that is what it is given:
    /// <c>T value; if (c) { value = a; } else { value = b; } x = value;</c> => <c>T x; if (c) { x = a; } else { x = b; }</c>.
    /// A variable that begins here is declared in place of the result.
    /// </summary>
    private bool TakesOver(Variable variable, Expression value, bool begins)
    {
        if (value is not Ir.Read { Variable: var result } || result.Type != variable.Type || !choiceResults.Contains(result)
            || output.Count < 2 || output[output.Count - 1] is not If choice || output[output.Count - 2] is not Declare { Value: null } declare || declare.Variable != result)
        {
            return false;
        }

        output.RemoveRange(output.Count - 2, 2);
        if (begins)
        {
            output.Add(declare with { Variable = variable });
        }

        output.Add(Renaming.Apply(choice, other => other == result ? variable : other));
        return true;
    }

    /// <summary><c>throw e</c> inside an expression; what stands for its value is never used.</summary>
    private Constant ReadThrow(IOperation exception)
    {
        Write(new Throw(ReadRoot(Boxed(Unconverted(exception)))));
        return Nothing;
    }

    /// <summary><c>a ?? throw e</c> => <c>if (a is null) { throw e; }</c>, whose value is <c>a</c>.</summary>
    private Expression ReadCoalesce(ICoalesceOperation operation)
    {
        if (Unconverted(operation.Value) is IConditionalAccessOperation { Operation: { } holder } access && TypeFor(holder.Type).Kind == Ir.TypeKind.Array && TypeReader.IsScalar(TypeFor(access.WhenNotNull.Type)) && TypeReader.IsScalar(TypeFor(operation.Type)))
        {
            return ReadAccessOrElse(operation, access, Simple(Read(holder), "buffer"));
        }

        if (Unconverted(operation.WhenNull) is not IThrowOperation { Exception: { } exception })
        {
            return ReadOpaque(operation);
        }

        Expression value = Simple(Read(operation.Value), "value");
        Write(new If(IsNull(value), BlockOf(() => ReadThrow(exception)), Block.Empty));
        IrType type = TypeReader.Read(Meant(operation.Type!));
        return value.Type == type ? value : new Opaque(type, ["", IsNullable(operation.Value.Type) ? ".Value" : ""], [value]) { Site = Site(operation) };
    }

    /// <summary><c>w?[i] ?? e</c> => <c>w is not null ? w[i] : e</c></summary>
    private Expression ReadAccessOrElse(ICoalesceOperation operation, IConditionalAccessOperation access, Expression buffer)
    {
        IrType type = TypeReader.Read(Meant(operation.Type!));
        Outcome Within(IOperation part, Expression? known)
        {
            Expression? outer = accessed;
            accessed = known ?? accessed;
            (List<Statement> written, Expression value) = Apart(() => As(Read(part), type));
            accessed = outer;
            return new Outcome(written, value);
        }

        return Choose(NotNull(buffer), type, Within(access.WhenNotNull, buffer), Within(operation.WhenNull, null));
    }

    /// <summary><c>a ??= b</c> => <c>if (a is null) { a = b; }</c></summary>
    private void ReadCoalesceAssignment(ICoalesceAssignmentOperation operation)
    {
        if (operation.Target is not (ILocalReferenceOperation or IParameterReferenceOperation) || operation.Target.Type?.IsReferenceType != true || ReadPlace(operation.Target) is not { } place)
        {
            Refuse(operation, Fence.CoalesceAssignment);
            return;
        }

        Write(new If(IsNull(place), BlockOf(() => Write(new Assign(place, ReadRoot(operation.Value)))), Block.Empty));
    }

    /// <summary>What one side of a choice writes, and its value.</summary>
    private sealed record Outcome(List<Statement> Written, Expression Value)
    {
        /// <summary>A text of its own to quote, which makes the side a statement.</summary>
        public Origin? Quote { get; init; }
    }

    private static Opaque IsNull(Expression value) => new(IrType.Bool, ["", " is null"], [IsInColumns(value) ? Leaves(value).First() : value]);

    private static bool IsNullable(ITypeSymbol? type) => type?.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
}
