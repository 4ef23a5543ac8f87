using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>
/// Delegates that are chosen while the method runs. Every function that a variable may hold has a number, the variable
/// holds one, and a call asks for it.
/// <code>
/// Func&lt;double, double&gt; f = isCall ? s => s - k : s => k - s;      f(x)   =>   int f = isCall ? 1 : 2;      f == 1 ? x - k : k - x
/// </code>
/// </content>
internal sealed partial class BodyReader
{
    /// <summary>Where a function is named that a chosen delegate may be, and its number; 0 for none.</summary>
    private readonly Dictionary<SyntaxNode, int> functionNumbers;

    /// <summary><c>Func&lt;double, double&gt; f</c>, where all that <c>f</c> may be is known.</summary>
    private void ReadChosen(IVariableDeclaratorOperation declarator)
    {
        ILocalSymbol local = declarator.Symbol;
        Dictionary<SyntaxNode, DelegateTarget?> named = [];
        if (local.Type.TypeKind != Microsoft.CodeAnalysis.TypeKind.Delegate
            || local.IsRef
            || !CollectFunctions(local, declarator, named, new(SymbolEqualityComparer.Default))
            || ChosenFrom(local, (INamedTypeSymbol)local.Type, named) is not { } chosen)
        {
            return;
        }

        if (!variables.TryGetValue(local, out Variable? number))
        {
            number = reading.NewVariable(local.Name, IrType.Int32);
            variables.Add(local, number);
        }

        delegates[local] = chosen with { Number = new Read(number) };
    }

    /// <summary>One of several functions, each of which gets its number; null if they cannot all be called where the variable that holds it is.</summary>
    private DelegateTarget? ChosenFrom(ILocalSymbol local, INamedTypeSymbol type, Dictionary<SyntaxNode, DelegateTarget?> named)
    {
        DelegateTarget[] targets = [.. named.Values.OfType<DelegateTarget>().GroupBy(target => target.Key).Select(group => group.First())];
        IMethodSymbol signature = type.DelegateInvokeMethod!;
        if (targets.Length == 0 || targets.Any(target => !IsCalledAs(target.Method, signature)))
        {
            return null;
        }

        // The code of a function stands wherever the variable is called, also before what the function sees is declared.
        ILocalSymbol[] later = [.. targets.SelectMany(SeenBy).OfType<ILocalSymbol>().Where(seen => !seen.IsConst && StartOf(seen) > StartOf(local))];
        if (later.Any(seen => seen.IsRef || seen.Type.TypeKind == Microsoft.CodeAnalysis.TypeKind.Delegate))
        {
            return null;
        }

        DeclareAhead(later);
        foreach (KeyValuePair<SyntaxNode, DelegateTarget?> name in named)
        {
            functionNumbers[name.Key] = name.Value is { } target ? reading.NumberOf(target.Key) : 0;
        }

        return new DelegateTarget(signature, null, this, KeyOf(local)) { Alternatives = targets, MayBeNull = named.ContainsValue(null), Named = named };
    }

    /// <summary>All that a variable may be given, by where it stands. False if it may get anything else.</summary>
    private bool CollectFunctions(ILocalSymbol local, IOperation within, Dictionary<SyntaxNode, DelegateTarget?> named, HashSet<ISymbol> seen)
    {
        if (!seen.Add(local))
        {
            return true;
        }

        IOperation? function = within.Parent;
        while (function is { Parent: not null } and not (IAnonymousFunctionOperation or ILocalFunctionOperation))
        {
            function = function.Parent;
        }

        foreach (IOperation operation in function?.Descendants() ?? [])
        {
            IOperation? given = operation switch
            {
                IVariableDeclaratorOperation declarator when IsSame(declarator.Symbol) => declarator.Initializer?.Value,
                ISimpleAssignmentOperation { IsRef: false, Target: ILocalReferenceOperation { Local: var assigned } } assignment when IsSame(assigned) => assignment.Value,
                _ => null,
            };
            bool isPlain = operation is not ILocalReferenceOperation { Local: var used } || !IsSame(used) || IsPlainUse(operation);
            if (!isPlain || (given is not null && (IsInner(operation, function!) || !CollectFunctions(given, local, named, seen))))
            {
                return false;
            }
        }

        return true;

        bool IsSame(ISymbol other) => SymbolEqualityComparer.Default.Equals(other, local);
    }

    private bool CollectFunctions(IOperation value, ILocalSymbol holder, Dictionary<SyntaxNode, DelegateTarget?> named, HashSet<ISymbol> seen)
    {
        switch (value)
        {
            case IConversionOperation or IDefaultValueOperation when value.ConstantValue is { HasValue: true, Value: null }:
                named[value.Syntax] = null;
                return true;
            case IConversionOperation { OperatorMethod: null } conversion:
                return CollectFunctions(conversion.Operand, holder, named, seen);
            case IParenthesizedOperation parenthesized:
                return CollectFunctions(parenthesized.Operand, holder, named, seen);
            case IConditionalOperation { WhenFalse: { } whenFalse } choice:
                return CollectFunctions(choice.WhenTrue, holder, named, seen) && CollectFunctions(whenFalse, holder, named, seen);
            case ISwitchExpressionOperation choice:
                return choice.Arms.All(arm => CollectFunctions(arm.Value, holder, named, seen));
            case IThrowOperation:
                return true;
            case IArrayElementReferenceOperation when TableBehind(value) is { } table:
                foreach (KeyValuePair<SyntaxNode, DelegateTarget?> known in table.Named)
                {
                    named[known.Key] = known.Value;
                }

                return true;
            case ILocalReferenceOperation { Local: var other } when !delegates.TryGetValue(other, out DelegateTarget? known) || known.Number is not null:
                return LivesAround(other, holder) && CollectFunctions(other, value, named, seen);
            default:
                if (DelegateOf(value) is not { Number: null } target || !SeenBy(target).All(other => LivesAround(other, holder)))
                {
                    return false;
                }

                named[value.Syntax] = target;
                return true;
        }
    }

    /// <summary>Whether a place only calls a variable, passes it on, copies it or gives it another function.</summary>
    private static bool IsPlainUse(IOperation reference) => reference.Parent switch
    {
        IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke } call => call.Instance == reference,
        ISimpleAssignmentOperation { IsRef: false } => true,
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.IsRef: false } } => true,
        IArgumentOperation { Parameter.RefKind: RefKind.None } => true,
        IBinaryOperation or IIsPatternOperation => NullTestOf(reference.Parent) is not null,
        IConditionalOperation or ISwitchExpressionArmOperation or IParenthesizedOperation => IsPlainUse(reference.Parent),
        _ => false,
    };

    /// <summary>Whether an assignment runs at another time than the statements around it.</summary>
    private static bool IsInner(IOperation operation, IOperation function)
    {
        for (IOperation? outer = operation.Parent; outer is not null && outer != function; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether what a function sees lives at least as long as the variable that holds it: then it is the same whenever that is called.</summary>
    private static bool LivesAround(ISymbol seen, ILocalSymbol holder) =>
        ScopeOf(seen) is not { } scope || (ScopeOf(holder) is { } life && scope.Span.Contains(life.Span));

    /// <summary>The variables and local functions of the method around it that a function sees, itself or through others that it calls.</summary>
    private HashSet<ISymbol> SeenBy(DelegateTarget target)
    {
        HashSet<ISymbol> seen = new(SymbolEqualityComparer.Default);
        Stack<IOperation?> pending = new([target.Body ?? BodyOfLocal(target.Method)]);
        while (pending.Count > 0)
        {
            IOperation? code = pending.Pop();
            foreach (IOperation operation in code?.DescendantsAndSelf() ?? [])
            {
                ISymbol? symbol = operation switch
                {
                    ILocalReferenceOperation reference => reference.Local,
                    IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } local } => local,
                    IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } local } => local,
                    _ => null,
                };
                if (symbol is not null && !code!.Syntax.Span.Contains(StartOf(symbol)) && seen.Add(symbol))
                {
                    pending.Push(symbol is IMethodSymbol inner ? BodyOfLocal(inner) : delegates.TryGetValue(symbol, out DelegateTarget? known) ? known.Body : null);
                }
            }
        }

        return seen;
    }

    private IOperation? BodyOfLocal(IMethodSymbol method) =>
        method.MethodKind == MethodKind.LocalFunction && reading.Helpers.BodyOf(method.OriginalDefinition) is { } body ? reading.Model.GetOperation(body, reading.Cancellation) : null;

    private static int StartOf(ISymbol symbol) => symbol.DeclaringSyntaxReferences.FirstOrDefault()?.Span.Start ?? -1;

    /// <summary>The code that a variable of a method belongs to, or a local function; null for what lives all the time.</summary>
    private static SyntaxNode? ScopeOf(ISymbol symbol) => symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
    {
        null => null,
        ForEachStatementSyntax each => each,
        VariableDeclaratorSyntax { Parent.Parent: ForStatementSyntax { } loop } => loop,
        VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax { Parent: { } block } } => block,
        LocalFunctionStatementSyntax { Parent: { } block } => block,
        { } elsewhere => elsewhere,
    };

    private static bool IsCalledAs(IMethodSymbol function, IMethodSymbol signature) =>
        SymbolEqualityComparer.Default.Equals(function.ReturnType, signature.ReturnType)
        && function.Parameters.Select(parameter => parameter.Type).SequenceEqual(signature.Parameters.Select(parameter => parameter.Type), SymbolEqualityComparer.Default);

    /// <summary>The number of a function that is named where a chosen delegate gets it.</summary>
    private Expression? NumberAt(IOperation operation) =>
        functionNumbers.TryGetValue(operation.Syntax, out int number) ? new Number(IrType.Int32, number)
        : operation is IConversionOperation { OperatorMethod: null } conversion && functionNumbers.Count > 0 ? Read(conversion.Operand)
        : null;

    /// <summary><c>f is null</c>, <c>f != null</c>: what is asked, and whether it must be null. Null for any other operation.</summary>
    private static (IOperation Asked, bool IsNull)? NullTestOf(IOperation operation) => operation switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals, RightOperand.ConstantValue: { HasValue: true, Value: null } } comparison =>
            (Unconverted(comparison.LeftOperand), comparison.OperatorKind == BinaryOperatorKind.Equals),
        IIsPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } } test => (Unconverted(test.Value), true),
        IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } } } test => (Unconverted(test.Value), false),
        _ => null,
    };

    /// <summary>The same of a chosen delegate, as a comparison of its number, and of what a type parameter stands for that is never null.</summary>
    private Expression? ReadNullTest(IOperation operation) => NullTestOf(operation) is not var (asked, isNull) || SymbolOf(asked) is not { } symbol ? null
        : delegates.TryGetValue(symbol, out DelegateTarget? chosen) && chosen.Number is { } number ? new Binary(isNull ? BinaryOperator.Equal : BinaryOperator.NotEqual, number, new Number(IrType.Int32, 0))
        : asked.Type is ITypeParameterSymbol parameter && Given(parameter) is { IsValueType: true, OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T } ? new Constant(IrType.Bool, isNull ? "false" : "true")
        : null;

    /// <summary>Runs the function that a chosen delegate is.</summary>
    private Expression CallChosen(IOperation operation, DelegateTarget chosen, Expression[] values, int next = 0)
    {
        IrType type = TypeReader.Read(Meant(chosen.Method.ReturnType));
        if (next == chosen.Alternatives.Count)
        {
            Write(Throw.NullReference);
            return type == IrType.Void ? Nothing : new Constant(type, "default");
        }

        Expression Run() => Hoist(CallTarget(operation, chosen.Alternatives[next], values));
        if (next == chosen.Alternatives.Count - 1 && !chosen.MayBeNull)
        {
            return Run();
        }

        Expression test = new Binary(BinaryOperator.Equal, chosen.Number!, new Number(IrType.Int32, reading.NumberOf(chosen.Alternatives[next].Key)));
        if (type == IrType.Void)
        {
            Write(new If(test, BlockOf(() => Run()), BlockOf(() => CallChosen(operation, chosen, values, next + 1))));
            return Nothing;
        }

        (List<Statement> written, Expression value) = Apart(Run);
        (List<Statement> others, Expression otherwise) = Apart(() => CallChosen(operation, chosen, values, next + 1));
        return Choose(test, type, new Outcome(written, value), new Outcome(others, otherwise));
    }
}
