using System;
using System.Globalization;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>What C# folds to a constant => <see cref="Number"/> or <see cref="Constant"/>.</summary>
internal static class ConstantReader
{
    private const double LargestExactInteger = 1L << 53;

    /// <summary>The constant that an operation folds to, or null.</summary>
    public static Expression? Read(IOperation operation, Func<ISymbol, bool> canName) =>
        operation is { ConstantValue: { HasValue: true, Value: var value }, Type: { } type }
            ? Read(value, type, operation is IFieldReferenceOperation named && !canName(named.Field) ? null : Spelling(operation))
            : null;

    /// <summary>A constant value of a type, as a default argument gives it.</summary>
    public static Expression Read(object? value, ITypeSymbol type, string? spelling = null)
    {
        IrType read = TypeReader.Read(type);
        if (value is null)
        {
            return new Constant(read, type.IsReferenceType ? "null" : "default(" + type.GlobalName() + ")");
        }

        if (type.TypeKind == Microsoft.CodeAnalysis.TypeKind.Enum)
        {
            return new Constant(read, "(" + type.GlobalName() + ")(" + Convert.ToString(value, CultureInfo.InvariantCulture) + ")");
        }

        return value switch
        {
            double number => new Number(read, number, spelling),
            float number => new Number(read, number, spelling),
            bool flag => new Constant(read, flag ? "true" : "false"),
            char or string or decimal => new Constant(read, SyntaxFactoryText(value)),
            _ => Integer(value, read, spelling),
        };
    }

    private static Expression Integer(object value, IrType type, string? spelling)
    {
        double number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
        if (Math.Abs(number) <= LargestExactInteger && type.IsInteger)
        {
            return new Number(type, number, spelling);
        }

        string text = Convert.ToString(value, CultureInfo.InvariantCulture)!;
        return new Constant(type, value switch
        {
            long.MinValue => "long.MinValue",
            long => text + "L",
            ulong => text + "UL",
            _ => text,
        });
    }

    private static string SyntaxFactoryText(object value) => value switch
    {
        decimal number => number.ToString(CultureInfo.InvariantCulture) + "m",
        char character => SymbolDisplay.FormatLiteral(character, quote: true),
        _ => SymbolDisplay.FormatLiteral((string)value, quote: true),
    };

    /// <summary>
    /// The author's spelling of a literal or of a named constant. A conversion has none: <c>1</c> in <c>double x = 1;</c>
    /// is spelled as an integer, which would divide as one elsewhere.
    /// </summary>
    private static string? Spelling(IOperation operation) => operation switch
    {
        ILiteralOperation { Syntax: LiteralExpressionSyntax literal } => literal.Token.Text,
        IFieldReferenceOperation { Field: { IsConst: true, ContainingType: { } container } field } =>
            container.GlobalName() + "." + Escaped(field.Name),
        ILocalReferenceOperation { Local: { IsConst: true } local } => LocalSpelling(local),
        _ => null,
    };

    private static string? LocalSpelling(ILocalSymbol local) =>
        local.DeclaringSyntaxReferences.Length > 0
        && local.DeclaringSyntaxReferences[0].GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: LiteralExpressionSyntax literal }
        && (literal.Token.Value?.GetType() == local.ConstantValue?.GetType())
            ? literal.Token.Text
            : null;

    public static string Escaped(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None ? "@" + name : name;
}
