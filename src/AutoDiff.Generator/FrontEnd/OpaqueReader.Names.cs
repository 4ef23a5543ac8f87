using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Generator.FrontEnd;

/// <content>Names.</content>
internal sealed partial class OpaqueReader
{
    /// <summary>Syntax that is copied as it stands, around what it contains.</summary>
    private static readonly HashSet<SyntaxKind> Allowed =
    [
        SyntaxKind.NumericLiteralExpression, SyntaxKind.StringLiteralExpression, SyntaxKind.CharacterLiteralExpression, SyntaxKind.Utf8StringLiteralExpression,
        SyntaxKind.TrueLiteralExpression, SyntaxKind.FalseLiteralExpression, SyntaxKind.NullLiteralExpression, SyntaxKind.DefaultLiteralExpression,
        SyntaxKind.ParenthesizedExpression, SyntaxKind.CastExpression, SyntaxKind.ConditionalExpression, SyntaxKind.CoalesceExpression,
        SyntaxKind.UnaryMinusExpression, SyntaxKind.UnaryPlusExpression, SyntaxKind.LogicalNotExpression, SyntaxKind.BitwiseNotExpression, SyntaxKind.SuppressNullableWarningExpression,
        SyntaxKind.AddExpression, SyntaxKind.SubtractExpression, SyntaxKind.MultiplyExpression, SyntaxKind.DivideExpression, SyntaxKind.ModuloExpression,
        SyntaxKind.LeftShiftExpression, SyntaxKind.RightShiftExpression, SyntaxKind.UnsignedRightShiftExpression,
        SyntaxKind.BitwiseAndExpression, SyntaxKind.BitwiseOrExpression, SyntaxKind.ExclusiveOrExpression, SyntaxKind.LogicalAndExpression, SyntaxKind.LogicalOrExpression,
        SyntaxKind.EqualsExpression, SyntaxKind.NotEqualsExpression, SyntaxKind.LessThanExpression, SyntaxKind.LessThanOrEqualExpression,
        SyntaxKind.GreaterThanExpression, SyntaxKind.GreaterThanOrEqualExpression, SyntaxKind.IsExpression, SyntaxKind.AsExpression,
        SyntaxKind.IsPatternExpression, SyntaxKind.ConstantPattern, SyntaxKind.NotPattern, SyntaxKind.RelationalPattern, SyntaxKind.TypePattern,
        SyntaxKind.OrPattern, SyntaxKind.AndPattern, SyntaxKind.ParenthesizedPattern,
        SyntaxKind.ArgumentList, SyntaxKind.BracketedArgumentList, SyntaxKind.Argument, SyntaxKind.ElementAccessExpression, SyntaxKind.ElementBindingExpression,
        SyntaxKind.ConditionalAccessExpression, SyntaxKind.ObjectCreationExpression, SyntaxKind.ImplicitObjectCreationExpression,
        SyntaxKind.ObjectInitializerExpression, SyntaxKind.CollectionInitializerExpression, SyntaxKind.ArrayInitializerExpression,
        SyntaxKind.ArrayCreationExpression, SyntaxKind.ImplicitArrayCreationExpression, SyntaxKind.CollectionExpression, SyntaxKind.ExpressionElement,
        SyntaxKind.InterpolatedStringExpression, SyntaxKind.DefaultExpression, SyntaxKind.TypeOfExpression, SyntaxKind.SizeOfExpression,
        SyntaxKind.IndexExpression, SyntaxKind.RangeExpression, SyntaxKind.TupleExpression,
    ];

    /// <summary>A name that stands alone or first.</summary>
    private void VisitName(SimpleNameSyntax name)
    {
        ISymbol? symbol = reading.Model.GetSymbolInfo(name, reading.Cancellation).Symbol;
        switch (symbol)
        {
            case ILocalSymbol { IsConst: true } constant:
                Append(name, Spelled(ConstantReader.Read(constant.ConstantValue, constant.Type)));
                break;
            case ILocalSymbol or IParameterSymbol when variables(symbol) is { } variable:
                if (variable is Composite { AggregateType.IsView: true })
                {
                    Fence.Refuse(reading, name, Fence.OwnStructs);
                }
                else if (TypeReader.IsMemory(symbol is ILocalSymbol local ? local.Type : ((IParameterSymbol)symbol).Type))
                {
                    Fence.Refuse(reading, name, Fence.BufferArgument);
                }
                else if (variable.Type is { IsView: true, Kind: not Ir.TypeKind.ReadOnlySpan } && !OnlyReads(name))
                {
                    Fence.Refuse(reading, name, Fence.BufferArgument);
                }

                AppendVariable(name, variable, symbol);
                break;
            case IFieldSymbol { IsConst: true } constant when !reading.CanName(constant):
                Append(name, Spelled(ConstantReader.Read(constant.ConstantValue, constant.Type)));
                break;
            case IFieldSymbol or IPropertySymbol or IMethodSymbol or IEventSymbol when reading.NameOf(symbol) is null:
                Fence.RefuseHidden(reading, name, symbol);
                break;
            case IFieldSymbol or IPropertySymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary } or IEventSymbol when symbol.IsStatic:
                Append(name.GetFirstToken() is var first && symbol.ContainingType is { } container ? container.GlobalName() + "." : "", first, first);
                previous = default;
                VisitMemberName(name);
                break;
            case IFieldSymbol or IPropertySymbol when PartOf(self, symbol) is { } part:
                AppendPart(name, part);
                break;
            case IFieldSymbol or IPropertySymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary } or IEventSymbol when self is not null:
                Append(name, self);
                text.Append('.');
                previous = default;
                VisitMemberName(name);
                break;
            case IFieldSymbol or IPropertySymbol when variables(symbol) is { } member:
                Append(name, member);
                break;
            case IFieldSymbol or IPropertySymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary } or IEventSymbol when symbol.Attribute(WellKnownNames.NoGradient) is not null:
                Append(name.GetFirstToken() is var start ? "this." : "", start, start);
                previous = default;
                VisitMemberName(name);
                break;
            case IFieldSymbol or IPropertySymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary } or IEventSymbol:
                Fence.Refuse(reading, name, Fence.OwnObject);
                break;
            case INamespaceSymbol space:
                Append(name, "global::" + space.ToDisplayString());
                break;
            case null when reading.Model.GetSymbolInfo(name, reading.Cancellation).CandidateReason == CandidateReason.None:
                reading.HasCompileErrors = true;
                break;
            default:
                Fence.Refuse(reading, name);
                break;
        }
    }

    // What is followed as the object or the buffer that it is keeps the type that its variable is declared as.
    private void AppendVariable(SimpleNameSyntax name, Expression variable, ISymbol symbol)
    {
        // Overloads and extension methods were chosen for the type that was declared; a comparison with null is the same for any.
        bool isFollowed = variable is Composite || (variable.Type.IsView && !IsComparedWithNull(name));
        if (!isFollowed || (symbol is ILocalSymbol local ? local.Type : ((IParameterSymbol)symbol).Type) is not { TypeKind: Microsoft.CodeAnalysis.TypeKind.Interface } declared)
        {
            Append(name, variable);
            return;
        }

        SyntaxToken token = name.GetFirstToken();
        Append("((" + declared.GlobalName() + ")", token, token);
        previous = default;
        Append(name, variable);
        text.Append(')');
    }

    private static bool IsComparedWithNull(SimpleNameSyntax name) => name.Parent switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } comparison =>
            (comparison.Left == name ? comparison.Right : comparison.Left).IsKind(SyntaxKind.NullLiteralExpression),
        IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax { Expression.RawKind: (int)SyntaxKind.NullLiteralExpression } or UnaryPatternSyntax { Pattern: ConstantPatternSyntax { Expression.RawKind: (int)SyntaxKind.NullLiteralExpression } } } => true,
        _ => false,
    };

    /// <summary>A name behind a dot.</summary>
    private void VisitMemberName(SimpleNameSyntax name)
    {
        ISymbol? member = reading.Model.GetSymbolInfo(name, reading.Cancellation).Symbol;
        string? spelled = member is null ? name.Identifier.Text : reading.NameOf(member);
        if (spelled is null)
        {
            Fence.RefuseHidden(reading, name, member!);
        }
        else if (name is GenericNameSyntax generic)
        {
            Append(generic.Identifier);
            VisitChildren(generic.TypeArgumentList);
        }
        else
        {
            Append(name, spelled);
        }
    }

    private void VisitAccess(MemberAccessExpressionSyntax access)
    {
        ISymbol? symbol = reading.Model.GetSymbolInfo(access, reading.Cancellation).Symbol;
        if (symbol is ITypeSymbol type)
        {
            Append(access, type.GlobalName());
            return;
        }

        if (access is { Expression: IdentifierNameSyntax view, Name.Identifier.ValueText: "Length" or "Count" }
            && reading.Model.GetSymbolInfo(view, reading.Cancellation).Symbol is { } viewed
            && variables(viewed) is { Type.IsView: true } variable)
        {
            Append(access, new Length(variable is Composite composite ? composite.Members.SelectMany(member => member.SelfAndDescendants()).OfType<Read>().First() : variable));
            return;
        }

        if (symbol is IFieldSymbol { IsConst: true } constant && !reading.CanName(constant))
        {
            Append(access, Spelled(ConstantReader.Read(constant.ConstantValue, constant.Type)));
            return;
        }

        if (access.Expression is ThisExpressionSyntax && self is null)
        {
            VisitName(access.Name);
            return;
        }

        if (symbol is not null && PartOf(WholeOf(access.Expression), symbol) is { } part)
        {
            AppendPart(access, part);
            return;
        }

        Visit(access.Expression);
        Append(access.OperatorToken);
        VisitMemberName(access.Name);
    }

    private void VisitInvocation(InvocationExpressionSyntax invocation)
    {
        if (reading.Model.GetConstantValue(invocation, reading.Cancellation) is { HasValue: true, Value: string name })
        {
            Append(invocation, SymbolDisplay.FormatLiteral(name, quote: true));
            return;
        }

        if (reading.Model.GetSymbolInfo(invocation, reading.Cancellation).Symbol is IMethodSymbol { ReducedFrom: not null, ContainingType: var container })
        {
            Fence.Refuse(reading, invocation, container.Is("System.Linq.Enumerable") ? Fence.Query : Fence.Extension);
            return;
        }

        VisitChildren(invocation);
    }

    /// <summary>A structure that is in parts; null if the expression is none.</summary>
    private Expression? WholeOf(ExpressionSyntax expression) => expression switch
    {
        ThisExpressionSyntax => self,
        IdentifierNameSyntax when reading.Model.GetSymbolInfo(expression, reading.Cancellation).Symbol is (ILocalSymbol or IParameterSymbol) and var symbol => variables(symbol),
        MemberAccessExpressionSyntax access when reading.Model.GetSymbolInfo(access, reading.Cancellation).Symbol is { } symbol => PartOf(WholeOf(access.Expression), symbol),
        _ => null,
    };

    /// <summary>A field or property of a structure that is in parts: nothing needs to be put together in order to read it.</summary>
    private static Expression? PartOf(Expression? whole, ISymbol symbol) =>
        whole is Composite { AggregateType.IsView: false } parts && symbol switch
        {
            IFieldSymbol { IsStatic: false } field => AggregateReader.IndexOf(field),
            IPropertySymbol { IsStatic: false, IsIndexer: false } property => AggregateReader.IndexOf(property),
            _ => -1,
        } is >= 0 and var index && index < parts.Members.Count
            ? parts.Members[index]
            : null;

    private void AppendPart(ExpressionSyntax name, Expression part)
    {
        if (part.Type is { IsView: true, Kind: not Ir.TypeKind.ReadOnlySpan } && !OnlyReads(name))
        {
            Fence.Refuse(reading, name, Fence.BufferArgument);
        }

        Append(name, part);
    }

    /// <summary>Whether a buffer is only compared with null or indexed where it is named.</summary>
    private static bool OnlyReads(ExpressionSyntax name) => name.Parent switch
    {
        IsPatternExpressionSyntax => true,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } => true,
        ElementAccessExpressionSyntax access => access.Expression == name && access.ArgumentList.Arguments is not [{ Expression: RangeExpressionSyntax }],
        _ => false,
    };

    private static string Spelled(Expression constant) => constant switch
    {
        Constant other => other.Text,
        Number number => "(" + number.NumberType.Name + ")(" + number.Value.ToString("R", System.Globalization.CultureInfo.InvariantCulture) + ")",
        _ => "default",
    };
}
