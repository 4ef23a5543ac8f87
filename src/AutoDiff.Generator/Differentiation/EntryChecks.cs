using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Analysis;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Differentiation;

/// <summary>
/// Puts the checks of destinations behind the author's own guards: sizes agree, and nothing that is written shares memory
/// with anything else.
/// </summary>
internal static class EntryChecks
{
    private static readonly TypeName Checker = new("AutoDiff.CompilerServices", "Destination");

    /// <param name="member">The derivative.</param>
    /// <param name="primal">The function that was differentiated, which tells what is written.</param>
    /// <param name="source">Its parameters as the caller sees them, and the buffers in them.</param>
    /// <param name="parts">The companions that others were taken apart into.</param>
    public static DerivativeMember Run(DerivativeMember member, Function primal, EquatableArray<Parameter> source, IReadOnlyCollection<Companion> parts)
    {
        Statement[] checks = [.. Checks(member, [.. member.Companions, .. parts.Where(part => part.Variable.Type.IsView)], primal, source)];
        List<Statement> statements = [.. member.Function.Body.Statements];
        HashSet<Variable> unpacked = [.. source.Select(parameter => parameter.Variable), .. parts.Select(part => part.Variable)];
        int at = Math.Max(Guards.CountAtTop(statements, unpacked), statements.FindLastIndex(statement => statement is Declare { Variable.Type.IsView: true } declare && unpacked.Contains(declare.Variable)) + 1);
        statements.InsertRange(at, checks);
        return member with { Function = member.Function with { Body = new Block(statements.ToEquatableArray()) } };
    }

    private static IEnumerable<Statement> Checks(DerivativeMember member, EquatableArray<Companion> all, Function primal, EquatableArray<Parameter> source)
    {
        // What the caller could see change, or could change under the method's hands.
        Place[] places = [.. source.Where(IsShared).Select(parameter => new Place(parameter.Variable, parameter.Passing))];
        HashSet<Variable> written = WrittenParameters(primal, source);
        Companion[] companions = [.. all.Where(companion => IsChecked(companion, member.Kind))];
        bool isChecked = places.Length + companions.Length > 1;
        HashSet<Variable> missing = MissingAtEnd(member.Function);
        foreach (Parameter parameter in member.Function.Parameters.Where(parameter => parameter.Passing == ParameterPassing.Out))
        {
            // C# lets nobody look at where an out parameter is before it has a value.
            bool isPlace = Array.Exists(places, place => place.Variable.Equals(parameter.Variable))
                || Array.Exists(companions, companion => companion.Variable.Equals(parameter.Variable));
            if ((isChecked && isPlace) || missing.Contains(parameter.Variable))
            {
                yield return Unwritten(parameter.Variable);
            }
        }

        for (int i = 0; i < places.Length; i++)
        {
            if (written.Contains(places[i].Variable) && places[i].Variable.Type.IsJagged)
            {
                yield return CheckRowsApart(places[i].Variable);
            }

            for (int j = 0; j < places.Length; j++)
            {
                // A pair is checked once, by the first of the two that is written.
                bool isCheckedAlready = j <= i && (j == i || written.Contains(places[j].Variable));
                if (written.Contains(places[i].Variable) && !isCheckedAlready)
                {
                    yield return CheckApart(places[i], places[j]);
                }
            }
        }

        List<(Companion Companion, Place Place)> earlier = [];
        foreach (Companion companion in companions)
        {
            Place place = PlaceOf(companion);
            Place? own = Array.Find(places, other => other.Variable.Equals(companion.Of));
            if (companion is { Variable.Type.IsView: true, Of: { } whose })
            {
                yield return companion.IsWritten || companion.Variable.Type.IsUncut ? Check("Check", companion.Variable, whose) : CheckLength(companion.Variable, whose);
                if (companion.IsWritten && companion.Variable.Type.IsJagged)
                {
                    yield return CheckRowsApart(companion.Variable);
                }
            }

            foreach (Place other in places.Where(other => !companion.Variable.Type.IsView || !other.Equals(own)))
            {
                if (companion.IsWritten || written.Contains(other.Variable))
                {
                    yield return companion.IsWritten ? CheckApart(place, other) : CheckApart(other, place);
                }
            }

            foreach ((Companion other, Place otherPlace) in earlier)
            {
                if (!MayMeet(companion, other))
                {
                    yield return companion.IsWritten ? CheckApart(place, otherPlace) : CheckApart(otherPlace, place);
                }
            }

            earlier.Add((companion, place));
        }
    }

    /// <summary>A buffer, or a number that is passed by reference: it may be a part of what something else stands for.</summary>
    private static bool IsShared(Parameter parameter) =>
        parameter.Variable.Type.IsView || (parameter.Passing != ParameterPassing.Value && IsOfNumbers(parameter.Variable.Type));

    // What holds arrays or spans besides is no part of any.
    private static bool IsOfNumbers(IrType type) =>
        type is { IsObject: false, HoldsViews: false, Kind: (>= TypeKind.Bool and <= TypeKind.Double) or TypeKind.Aggregate };

    // The out parameters of a gradient are the caller's own variables in all but name.
    private static bool IsChecked(Companion companion, DerivativeKind kind) =>
        companion.Variable.Type.IsView
        || (IsOfNumbers(companion.Variable.Type) && (companion.Passing == ParameterPassing.Ref || (companion.Passing == ParameterPassing.Out && kind == DerivativeKind.Jvp)));

    private static Place PlaceOf(Companion companion) => new(companion.Variable, companion.Passing);

    /// <summary>Two sums may go to one number: <c>FVjp(x, y, 1, ref sum, ref sum)</c>.</summary>
    private static bool MayMeet(Companion companion, Companion other) =>
        (!companion.IsWritten && !other.IsWritten)
        || (companion.Role == CompanionRole.AddedTo && other.Role == CompanionRole.AddedTo && !(companion.Variable.Type.IsView && other.Variable.Type.IsView));

    /// <summary>The <c>out</c> parameters that C# does not see assigned on every path, though they are: where an early exit has become a flag.</summary>
    private static HashSet<Variable> MissingAtEnd(Function function)
    {
        Variable[] results = [.. function.Parameters.Where(parameter => parameter.Passing == ParameterPassing.Out).Select(parameter => parameter.Variable)];
        if (results.Length == 0)
        {
            return [];
        }

        Statement[] statements = [.. function.Body.Statements];
        int end = statements.Length > 0 && statements[statements.Length - 1] is Return ? statements.Length - 1 : statements.Length;
        Block tested = new(
        [
            .. results.Select(result => new Declare(result, null)),
            .. statements.Take(end),
            .. results.Select(result => new Evaluate(new Read(result))),
            .. statements.Skip(end),
        ]);
        return [.. DefiniteAssignment.Missing(function with { Body = tested }).Where(results.Contains)];
    }

    private static HashSet<Variable> WrittenParameters(Function primal, EquatableArray<Parameter> source)
    {
        Timeline timeline = new(primal, Roots.Of(primal));
        return
        [
            .. source
                .Where(parameter => parameter.Variable.Type.IsView
                    ? timeline.IsContentWritten(parameter.Variable)
                    : parameter.Passing is ParameterPassing.Ref or ParameterPassing.Out)
                .Select(parameter => parameter.Variable),
        ];
    }

    // The checks are overloaded for a buffer and a number, in this order.
    private static Evaluate CheckApart(Place place, Place other) => place.IsView || !other.IsView
        ? Check("CheckApart", place, other)
        : Check("CheckApart", other, place);

    private static Evaluate Check(string name, Variable destination, Variable other) =>
        Check(name, new Place(destination, ParameterPassing.Value), new Place(other, ParameterPassing.Value));

    private static Evaluate Check(string name, Place destination, Place other)
    {
        Method method = new(Checker, name, IrType.Void, [destination.As("destination"), other.As("other")]);
        return new Evaluate(new Call(method, [destination.Value, other.Value]));
    }

    private static Evaluate Unwritten(Variable variable)
    {
        Method method = new(Checker, "Unwritten", IrType.Void, [new("value", variable.Type, ParameterUse.Input) { Passing = ParameterPassing.Out }]);
        return new Evaluate(new Call(method, [new Read(variable)]));
    }

    private static Evaluate CheckRowsApart(Variable rows)
    {
        Method method = new(Checker, "CheckRowsApart", IrType.Void, [new("destination", rows.Type, ParameterUse.Input)]);
        return new Evaluate(new Call(method, [new Read(rows)]));
    }

    /// <summary>Refuses a buffer of another length than one that it belongs to.</summary>
    public static Evaluate CheckLength(Variable given, Variable of)
    {
        Method method = new(Checker, "CheckLength", IrType.Void, [new("length", IrType.Int32, ParameterUse.Input), new("expected", IrType.Int32, ParameterUse.Input)]);
        return new Evaluate(new Call(method, [new Length(new Read(given)), new Length(new Read(of))]));
    }

    /// <summary>Memory of the caller's.</summary>
    private sealed record Place(Variable Variable, ParameterPassing Passing)
    {
        public bool IsView => Variable.Type.IsView;

        /// <summary>A list is checked by its memory.</summary>
        public Expression Value => Variable.Type.Kind == TypeKind.List ? new Conversion(IrType.ReadOnlySpanOf(Variable.Type.Element!), new Read(Variable), IsImplicit: true) : new Read(Variable);

        public MethodParameter As(string name) => new(name, Value.Type, ParameterUse.Input) { Passing = IsView ? ParameterPassing.Value : ParameterPassing.In };
    }
}
