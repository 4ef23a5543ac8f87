using System.Collections.Generic;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Generation;

/// <content>Variables and buffers.</content>
internal sealed partial class Site
{
    /// <summary>Declares a local that exists from the next statement on.</summary>
    public Symbol Declare(Sort sort, string name, bool isAssignable = true)
    {
        Symbol symbol = Fresh(name);
        Add(symbol, sort, isAssignable);
        return symbol;
    }

    /// <summary>Brings a name into scope.</summary>
    public void Add(Symbol symbol, Sort sort, bool isAssignable = true) =>
        Scope.Add(new(symbol, sort, isAssignable, IsWritable: sort != Sort.ReadOnlySpan, symbol));

    /// <summary>Declares a view of a buffer.</summary>
    public Symbol DeclareView(Variable owner, bool isWritable, string name = "view")
    {
        Symbol symbol = Fresh(name);
        Scope.Add(new(symbol, isWritable ? Sort.Span : Sort.ReadOnlySpan, true, isWritable, owner.Owner));
        return symbol;
    }

    /// <summary>A variable of a sort, or nothing.</summary>
    public Variable? Any(Sort sort, bool assignable = false)
    {
        IReadOnlyList<Variable> fitting = Scope.All(variable => variable.Sort == sort && (variable.IsAssignable || !assignable) && IsVisible(variable));
        return fitting.Count == 0 ? null : Pick(fitting);
    }

    /// <summary>A buffer of numbers, or nothing.</summary>
    public Variable? Buffer(bool writable = false)
    {
        IReadOnlyList<Variable> fitting = Scope.All(variable => variable.Sort.IsBuffer && (variable.IsWritable || !writable) && IsVisible(variable));
        return fitting.Count == 0 ? null : Pick(fitting);
    }

    /// <summary>A buffer as a span.</summary>
    public static Node AsSpan(Variable buffer) =>
        buffer.Sort == Sort.Array ? Node.Of(Sort.Span, $"{buffer.Symbol}.AsSpan()") : Node.Of(buffer.Sort, $"{buffer.Symbol}");

    /// <summary>An index that lies in a buffer of three elements or more.</summary>
    public Node Index(Variable buffer) => Between(0, 9) switch
    {
        < 2 => Node.Of(Sort.Integer, $"{Between(0, 2)}"),
        < 3 => Node.Of(Sort.Integer, $"^{Between(1, 2)}"),
        < 6 when Any(Sort.Integer) is { } counter => Node.Of(Sort.Integer, $"Math.Abs({counter.Symbol} + {Between(0, 3)}) % {buffer.Symbol}.Length"),
        < 8 when Any(Sort.Indices) is { } table => Node.Of(Sort.Integer, $"Math.Abs({table.Symbol}[{IndexInto(table)}]) % {buffer.Symbol}.Length"),
        _ => Node.Of(Sort.Integer, $"Math.Abs({Integer()}) % {buffer.Symbol}.Length"),
    };

    /// <summary>An index into a table of integers.</summary>
    public Node IndexInto(Variable table) => Any(Sort.Integer) is { } index && Chance(0.7)
        ? Node.Of(Sort.Integer, $"Math.Abs({index.Symbol}) % {table.Symbol}.Length")
        : Node.Of(Sort.Integer, $"{Between(0, 2)}");

    /// <summary>An element of a buffer, or nothing.</summary>
    public Node? Element(bool writable = false) =>
        Buffer(writable) is { } buffer ? Node.Of(Sort.Number, $"{buffer.Symbol}[{Index(buffer)}]") : null;

    /// <summary>Something that a number can be assigned to.</summary>
    public Node Target()
    {
        Node? element = Chance(0.35) ? Element(writable: true) : null;
        return element ?? Node.Of(Sort.Number, $"{Any(Sort.Number, assignable: true)!.Symbol}");
    }

    /// <summary>A number that stays small where it is assigned again and again.</summary>
    public Node Bounded() => Between(0, 5) switch
    {
        0 => Node.Of(Sort.Number, $"Math.Tanh({Number()})"),
        1 => Node.Of(Sort.Number, $"Math.Sin({Number()})"),
        2 => Node.Of(Sort.Number, $"({Literal(0.5)} * {Atom()} + {Literal(0.25)} * Math.Cos({Number()}))"),
        3 => Node.Of(Sort.Number, $"Math.Tanh({Literal(0.5)} * {Number()})"),
        4 => Node.Of(Sort.Number, $"({Atom()} - {Literal(0.125)} * {Atom()})"),
        _ => Number(),
    };

    /// <summary>Whether a lambda or a local function here may use a variable of the method around it.</summary>
    public bool IsVisible(Variable variable) => !IsClosure || (variable.Sort != Sort.Span && variable.Sort != Sort.ReadOnlySpan && !variable.IsReference);
}
