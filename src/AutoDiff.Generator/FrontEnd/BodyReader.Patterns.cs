using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>Patterns.</content>
internal sealed partial class BodyReader
{
    /// <summary>What a pattern is matched with: a value that may be read again and again, or the elements of a tuple.</summary>
    private sealed record Subject(Expression? Value, IReadOnlyList<Subject> Elements, ITypeSymbol? Type);

    /// <summary><c>x is &gt; 0 and &lt; 1</c> => <c>x > 0 &amp;&amp; x &lt; 1</c></summary>
    private Expression ReadIsPattern(IIsPatternOperation operation)
    {
        IrType type = TypeFor(operation.Value.Type);
        bool declares = operation.Pattern.DescendantsAndSelf().Any(IsDeclaring);
        bool isModelled = TypeReader.IsScalar(type) || type.Kind == Ir.TypeKind.Aggregate || type.IsView || IsEnum(operation.Value.Type) || TupleOf(operation.Value) is not null || declares;
        if (!isModelled || (!declares && type.IsView && operation.Pattern is IConstantPatternOperation or INegatedPatternOperation { Pattern: IConstantPatternOperation }))
        {
            return ReadOpaque(operation);
        }

        return Test(operation.Pattern, ReadSubject(operation.Value, isReadOnce: Uses(operation.Pattern) == 1));
    }

    /// <summary>Evaluates what is matched, once.</summary>
    private Subject ReadSubject(IOperation operation, bool isReadOnce, bool mayChange = false)
    {
        if (TupleOf(operation) is { } tuple)
        {
            // All elements are evaluated before anything is matched.
            (List<Statement> Written, Subject Element)[] elements = [.. tuple.Elements.Select(element => Apart(() => ReadSubject(element, isReadOnce: false, mayChange)))];
            bool isPlain = Array.TrueForAll(elements, element => element.Written.Count == 0);
            if (!isPlain)
            {
                elements = [.. tuple.Elements.Select(element => Apart(() => ReadSubject(element, isReadOnce: false, mayChange: true)))];
            }

            output.AddRange(elements.SelectMany(element => element.Written));
            return new Subject(null, [.. elements.Select(element => element.Element)], operation.Type);
        }

        Expression value = Read(operation);
        if (!isReadOnce)
        {
            value = mayChange && value is Ir.Read ? new Read(Declare(NameFor(value), value)) : Simple(value, NameFor(value));
        }

        return new Subject(value, [], operation.Type);
    }

    /// <summary>Whether the pattern matches; variables that it declares get their values in statements before that, which no one sees where it does not match.</summary>
    private Expression Test(IPatternOperation pattern, Subject subject)
    {
        if (subject.Value is Composite { Type.IsObject: true } && pattern is IConstantPatternOperation or IDeclarationPatternOperation or ITypePatternOperation or IRecursivePatternOperation)
        {
            NoteNullTest(pattern);
        }

        switch (pattern)
        {
            case IDiscardPatternOperation:
                return Formula.True;
            case IConstantPatternOperation constant when subject.Value is { } value:
                return TestConstant(constant, constant.Value, value, subject.Type);
            case IRelationalPatternOperation relation when subject.Value is { } value && Operators.Of(relation.OperatorKind) is { } comparison:
                return TypeReader.IsScalar(value.Type)
                    ? new Binary(comparison, value, ReadAs(relation.Value, value.Type))
                    : TextTest(pattern, value, " is " + Symbol(comparison) + " ", relation.Value);
            case INegatedPatternOperation negation:
                return Formula.Opposite(Test(negation.Pattern, subject));
            case IBinaryPatternOperation both:
                Expression left = Test(both.LeftPattern, subject);
                Expression right = Test(both.RightPattern, subject);
                return both.OperatorKind == BinaryOperatorKind.And ? And(left, right) : Or(left, right);
            case IDeclarationPatternOperation declaration:
                return TestDeclaration(declaration, subject);
            case ITypePatternOperation type:
                return TestType(pattern, type.MatchedType, subject);
            case IRecursivePatternOperation recursive:
                return TestRecursive(recursive, subject);
            case IListPatternOperation list when subject.Value is { Type: { IsView: true, Kind: not Ir.TypeKind.Grid } } view:
                return TestList(list, view, subject.Type);
            default:
                return Refuse(pattern, Fence.Pattern);
        }
    }

    private Expression TestConstant(IOperation place, IOperation matched, Expression value, ITypeSymbol? type)
    {
        if (IsEnum(type))
        {
            return new Binary(BinaryOperator.Equal, value, EnumMember(matched) ?? Read(matched));
        }

        if ((value.Type.IsObject || IsInColumns(value)) && matched.ConstantValue is { HasValue: true, Value: null })
        {
            return IsNull(value);
        }

        if (!TypeReader.IsScalar(value.Type))
        {
            return TextTest(place, value, " is ", matched);
        }

        Expression constant = ReadAs(matched, value.Type);
        return constant switch
        {
            Constant { Text: "true" } => value,
            Constant { Text: "false" } => Formula.Opposite(value),

            // The one constant that a pattern matches and "==" does not.
            Number { Value: double.NaN } => new Binary(BinaryOperator.NotEqual, value, value),
            _ => new Binary(BinaryOperator.Equal, value, constant),
        };
    }

    private Expression TestDeclaration(IDeclarationPatternOperation pattern, Subject subject)
    {
        Expression test = pattern.MatchedType is { } type ? TestType(pattern, type, subject) : Formula.True;
        if (pattern.DeclaredSymbol is { } symbol)
        {
            Bind(pattern, symbol, subject);
        }

        return test;
    }

    private Expression TestType(IPatternOperation pattern, ITypeSymbol type, Subject subject)
    {
        if (SymbolEqualityComparer.Default.Equals(type, subject.Type) && type.IsValueType)
        {
            return Formula.True;
        }

        return subject.Value is { Type.IsView: false } value && !TypeReader.IsScalar(value.Type)
            ? new Opaque(IrType.Bool, ["", " is " + type.GlobalName()], [value]) { Site = Site(pattern) }
            : subject.Value is { Type.Kind: Ir.TypeKind.Array } array && SymbolEqualityComparer.Default.Equals(type, subject.Type)
                ? NotNull(array)
                : Refuse(pattern, Fence.Pattern);
    }

    private Expression TestRecursive(IRecursivePatternOperation pattern, Subject subject)
    {
        if (subject.Elements.Count > 0)
        {
            if (pattern.PropertySubpatterns.Length > 0 || pattern.DeconstructSymbol is not null || pattern.DeconstructionSubpatterns.Length != subject.Elements.Count || pattern.DeclaredSymbol is not null)
            {
                return Refuse(pattern, Fence.Pattern);
            }

            return pattern.DeconstructionSubpatterns.Select((part, index) => Test(part, subject.Elements[index])).Aggregate((Expression)Formula.True, And);
        }

        if (subject.Value is Composite whole)
        {
            return TestMembers(pattern, whole, subject);
        }

        bool isTyped = pattern.MatchedType is { } matched && pattern.InputType is { } input && !SymbolEqualityComparer.Default.Equals(matched, UnderlyingOf(input));
        bool isLength = pattern.PropertySubpatterns.All(part => part.Member is IPropertyReferenceOperation { Property.Name: "Length" }) && (pattern.PropertySubpatterns.Length == 0 || subject.Value is { Type.IsView: true });
        if (subject.Value is not { } value || isTyped || !isLength || pattern.DeconstructionSubpatterns.Length > 0)
        {
            return Refuse(pattern, Fence.Pattern);
        }

        bool canBeNull = subject.Type is { IsReferenceType: true } || IsNullable(subject.Type);
        Expression test = canBeNull ? NotNull(value) : Formula.True;
        if (pattern.DeclaredSymbol is { } symbol)
        {
            Bind(pattern, symbol, subject);
        }

        return pattern.PropertySubpatterns
            .Select(part => Test(part.Pattern, new Subject(LengthOf(value), [], part.Member.Type)))
            .Aggregate(test, And);
    }

    /// <summary>A test that is not modelled, of a value that carries no derivative.</summary>
    private Expression TextTest(IOperation place, Expression value, string text, IOperation constant)
    {
        string? spelled = Read(constant) switch
        {
            Constant { Text: var written } => written,
            Number number => Printer.Print(number with { Text = null }),
            _ => null,
        };
        return spelled is null ? Refuse(place, Fence.Pattern) : new Opaque(IrType.Bool, ["", text + spelled], [value]) { Site = Site(place) };
    }

    private static string Symbol(BinaryOperator comparison) => comparison switch
    {
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        _ => ">=",
    };

    /// <summary>An enumeration's member by its name.</summary>
    private Constant? EnumMember(IOperation operation) => Unconverted(operation) is IFieldReferenceOperation { Field: { IsConst: true, ContainingType: { TypeKind: Microsoft.CodeAnalysis.TypeKind.Enum } type } field }
        ? new Constant(TypeFor(type), type.GlobalName() + "." + ConstantReader.Escaped(field.Name))
        : null;

    private static Opaque NotNull(Expression value) => new(IrType.Bool, ["", " is not null"], [IsInColumns(value) ? Leaves(value).First() : value]);

    private static Expression And(Expression left, Expression right) => (left, right) switch
    {
        (Constant { Text: "true" }, _) => right,
        (_, Constant { Text: "true" }) => left,
        _ => Formula.Both(left, right),
    };

    private static Expression Or(Expression left, Expression right) =>
        left is Constant { Text: "true" } || right is Constant { Text: "true" } ? Formula.True : Formula.Either(left, right);

    /// <summary>How often the tests of a pattern read the value that they match.</summary>
    private static int Uses(IPatternOperation pattern) => pattern switch
    {
        IConstantPatternOperation { Value.ConstantValue.Value: double.NaN or float.NaN } => 2,
        IConstantPatternOperation or IRelationalPatternOperation or ITypePatternOperation => 1,
        INegatedPatternOperation negation => Uses(negation.Pattern),
        IBinaryPatternOperation both => Uses(both.LeftPattern) + Uses(both.RightPattern),
        IDeclarationPatternOperation { MatchedType: null } => 1,
        IDiscardPatternOperation => 0,
        _ => 2,
    };

    private static bool IsDeclaring(IOperation pattern) => pattern is IDeclarationPatternOperation { DeclaredSymbol: not null } or IRecursivePatternOperation { DeclaredSymbol: not null };

    private static bool IsEnum(ITypeSymbol? type) => type?.TypeKind == Microsoft.CodeAnalysis.TypeKind.Enum;

    private static ITypeSymbol UnderlyingOf(ITypeSymbol type) => IsNullable(type) ? ((INamedTypeSymbol)type).TypeArguments[0] : type;

    private static ITupleOperation? TupleOf(IOperation operation) => operation switch
    {
        ITupleOperation tuple => tuple,
        IParenthesizedOperation parenthesized => TupleOf(parenthesized.Operand),
        IConversionOperation { IsImplicit: true, OperatorMethod: null } conversion => TupleOf(conversion.Operand),
        _ => null,
    };
}
