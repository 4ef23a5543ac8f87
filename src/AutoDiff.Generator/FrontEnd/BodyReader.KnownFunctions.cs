using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>Functions of the framework over aggregates, such as <c>Vector3.Dot</c>.</content>
internal sealed partial class BodyReader
{
    private Expression? ReadKnownFunction(IInvocationOperation operation)
    {
        IMethodSymbol method = operation.TargetMethod;
        string? signature = NumericsSignature.Of(method);
        if (signature is "Matrix4x4.Invert(Matrix4x4, Matrix4x4)" or "Matrix3x2.Invert(Matrix3x2, Matrix3x2)")
        {
            return ReadInversion(operation);
        }

        if (method.Name == "CopyTo" && method.Parameters.Length is 1 or 2 && signature is not null && operation.Instance is not null)
        {
            return ReadCopyTo(operation);
        }

        if (NumericsRules.Find(signature) is not { } rule)
        {
            return null;
        }

        Func<Expression>[] receiver = operation.Instance is { } instance ? [() => Read(instance)] : [];
        Expression[] values = InOrder([.. receiver, .. operation.Arguments.Select(argument => (Func<Expression>)(() => Read(argument.Value)))]);
        Expression[] ordered = [.. values];
        for (int i = 0; i < operation.Arguments.Length; i++)
        {
            ordered[receiver.Length + operation.Arguments[i].Parameter!.Ordinal] = values[receiver.Length + i];
        }

        return Known(rule, operation, ordered, CalledAs(method, operation.Instance is not null), NameOf(method));
    }

    private Expression? ReadKnownOperator(IOperation operation, IMethodSymbol method, IOperation[] operands) =>
        NumericsRules.Find(NumericsSignature.Of(method)) is null ? null : KnownOperator(operation, method, ReadInOrder(operands));

    private Expression? KnownOperator(IOperation operation, IMethodSymbol method, Expression[] operands)
    {
        if (NumericsRules.Find(NumericsSignature.Of(method)) is not { } rule)
        {
            return null;
        }

        string name = method.Name switch
        {
            "op_Multiply" => "product",
            "op_Division" => "quotient",
            _ => Lowered(NumericsSignature.NameOf(method)),
        };
        return Known(rule, operation, TypeFor(method.ReturnType), operands, CalledAs(method, isInstance: false), name);
    }

    private Expression? ReadKnownProperty(IPropertyReferenceOperation operation, IOperation holder)
    {
        if (operation.Arguments.Length > 0)
        {
            return ReadIndexer(operation, holder);
        }

        IPropertySymbol property = operation.Property;
        return NumericsRules.Find(NumericsSignature.Of(property)) is { } rule
            ? Known(rule, operation, [Read(holder)], (arguments, type) => new Field(arguments[0], "." + property.Name, type), Lowered(property.Name))
            : null;
    }

    /// <summary><c>Vector3.UnitX</c>, <c>Complex.ImaginaryOne</c></summary>
    private Expression? ReadKnownConstant(IMemberReferenceOperation operation) =>
        operation.Instance is null && NumericsRules.Find(NumericsSignature.Of(operation.Member)) is { Exact: not null } rule
            ? Known(rule, operation, [], (_, type) => new Constant(type, ""), "")
            : null;

    private Expression? KnownCreation(IObjectCreationOperation operation, Expression[] arguments, IrType type) =>
        NumericsRules.Find(NumericsSignature.Of(operation.Constructor!)) is { } rule
            ? Known(rule, operation, arguments, CalledAs(operation.Constructor!, isInstance: false), Lowered(operation.Type!.Name))
            : null;

    /// <summary>The value of a known function: its formula, or the framework's value together with its partial derivatives.</summary>
    private Expression Known(NumericsRule rule, IOperation operation, Expression[] arguments, Func<Expression[], IrType, Expression> call, string name) =>
        Known(rule, operation, TypeFor(operation.Type), arguments, call, name);

    private Expression Known(NumericsRule rule, IOperation operation, IrType type, Expression[] arguments, Func<Expression[], IrType, Expression> call, string name)
    {
        if (arguments.Any(argument => argument.Type.Kind == Ir.TypeKind.Aggregate && argument is not Composite))
        {
            // What was refused has no numbers.
            return Placeholder(operation);
        }

        if (rule.Exact is { } exact)
        {
            arguments = Repeated(exact, arguments);
            return Composed(type, new Queue<Expression>(exact(NumbersOf(arguments))));
        }

        arguments = [.. arguments.Select(argument => Repeatable(argument, ""))];
        return Stated(name, type, call(arguments, Whole(type)), arguments, rule.Partials);
    }

    /// <summary>
    /// Keeps the framework's value, and each of its numbers with its derivatives.
    /// <code>
    /// Vector3.Cross(a, b)   =>   Vector3 cross = Vector3.Cross(new Vector3(aX, aY, aZ), new Vector3(bX, bY, bZ));
    ///                            float crossX = cross.X;      with ∂crossX/∂aY = bZ and so on
    /// </code>
    /// </summary>
    private Expression Stated(
        string name,
        IrType type,
        Expression value,
        Expression[] arguments,
        Func<IReadOnlyList<Terms>, Terms, Func<string, Terms, Terms>, Func<int, int, IReadOnlyList<Expression>>> rule)
    {
        Expression place = NewPlace(name, type);
        Variable[] results = [.. Leaves(place).Select(leaf => ((Read)leaf).Variable)];
        Expression[] values = [value];
        if (type.Kind == Ir.TypeKind.Aggregate)
        {
            Read whole = new(Declare(name, new WithPartials(value, [], [])));
            values = [.. Leaves(MembersOf(whole, "", type))];
        }

        // A derivative is written with all results. Where these are assigned one after the other, it is written with what they will be.
        Expression[] known = attempts == 0
            ? [.. results.Select(variable => new Read(variable))]
            : [.. results.Select((variable, i) => new Read(Declare(variable.Name, new WithPartials(values[i], [], []))))];
        values = attempts == 0 ? values : known;

        Terms[] terms = [.. NumbersOf(arguments).Select(numbers => new Terms(numbers))];
        Terms result = new(known);
        Func<int, int, IReadOnlyList<Expression>> partials = rule(terms, result, (shared, number) => new Read(Declare(shared, number[0])));
        (Expression Operand, IReadOnlyList<Expression> Partials)[] columns =
        [
            .. terms.SelectMany((numbers, argument) => numbers.Numbers
                .Select((number, i) => (number, i))
                .Where(entry => entry.number is not (Number or Constant) && entry.number.Type.IsFloatingPoint)
                .Select(entry => (entry.number, partials(argument, entry.i)))),
        ];
        for (int i = 0; i < results.Length; i++)
        {
            (Expression Operand, Expression Partial)[] own = [.. columns.Select(column => (column.Operand, column.Partials[i])).Where(entry => !Terms.IsZero(entry.Item2))];
            Write(new Declare(results[i], new WithPartials(
                values[i],
                own.Select(entry => entry.Operand).ToEquatableArray(),
                own.Select(entry => entry.Partial).ToEquatableArray())));
            unclaimed.Add(results[i]);
        }

        return place;
    }

    /// <summary>The framework's value, as it is written in C#: a method instead of an operator.</summary>
    private static Func<Expression[], IrType, Expression> CalledAs(IMethodSymbol method, bool isInstance) => isInstance
        ? (arguments, type) => new Field(arguments[0], "." + method.Name + "()", type)
        : (arguments, type) => new Call(
            new Method(
                MethodSymbolReader.NameOf(method.ContainingType),
                NumericsSignature.NameOf(method),
                type,
                method.Parameters.Zip(arguments, (parameter, argument) => new MethodParameter(parameter.Name, argument.Type, ParameterUse.Input)).ToEquatableArray())
            { IsPure = true },
            arguments.ToEquatableArray());

    private static IrType Whole(IrType type) => type.Kind == Ir.TypeKind.Aggregate ? new IrType(Ir.TypeKind.Other, type.Name) : type;

    private static IReadOnlyList<Expression>[] NumbersOf(IEnumerable<Expression> arguments) => [.. arguments.Select(argument => (IReadOnlyList<Expression>)[.. Leaves(argument)])];

    /// <summary>Names what a formula uses more than once.</summary>
    private Expression[] Repeated(Func<IReadOnlyList<IReadOnlyList<Expression>>, Expression[]> formula, Expression[] arguments)
    {
        int next = -1;
        Expression StandIn(Expression value) => value is Composite composite
            ? composite with { Members = composite.Members.Select(StandIn).ToEquatableArray() }
            : new Read(new Variable("argument", value.Type, --next));
        Expression[] standIns = [.. arguments.Select(StandIn)];
        ILookup<Variable, Variable> uses = formula(NumbersOf(standIns)).SelectMany(number => number.Reads()).ToLookup(variable => variable);
        return [.. arguments.Zip(standIns, Named)];

        Expression Named(Expression value, Expression standIn) => (value, standIn) switch
        {
            (Composite composite, Composite stand) => composite with { Members = composite.Members.Zip(stand.Members, Named).ToEquatableArray() },
            (_, Read read) when uses[read.Variable].Count() > 1 => Simple(value, "factor"),
            _ => value,
        };
    }

    /// <summary><c>CreateFromAxisAngle</c> => <c>axisAngle</c></summary>
    private static string NameOf(IMethodSymbol method)
    {
        string name = method.Name;
        foreach (string verb in new[] { "CreateFrom", "Create", "From", "Get" })
        {
            name = name.StartsWith(verb, StringComparison.Ordinal) && name.Length > verb.Length ? name.Substring(verb.Length) : name;
        }

        return Lowered(name);
    }

    /// <summary>Names what is more than a variable or a number.</summary>
    private Expression Repeatable(Expression value, string suffix) => value is Composite composite
        ? composite with { Members = composite.Members.Select((member, i) => Repeatable(member, suffix + composite.Type.Members[i].Name)).ToEquatableArray() }
        : value is Ir.Read or Number or Constant ? value : new Read(Declare(Names.Of(value) + suffix, value));

    private static Expression Composed(IrType type, Queue<Expression> numbers) => type.Kind == Ir.TypeKind.Aggregate
        ? new Composite(type, type.Members.Select(member => Composed(member.Type, numbers)).ToEquatableArray())
        : numbers.Dequeue();
}
