using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>
/// Whether it is known at every place which object is meant, of those that can change: each is kept under the name that it
/// was created for, and has other names only where these stay what they are. Such an object is as good as the variables
/// that it consists of.
/// <code>
/// followed       Body b = new(1, 2);  bs[i] = new Body(1, 2);  b.Move(h);  Attract(b, bs[i]);  Body c = bs[i];  bs.Sum(c => c.X);  return b;
/// not followed   bs[i] = bs[j];  (b, c) = (c, b);  () => b.Move(h);  return this;  object o = b;  b == c
/// </code>
/// </summary>
/// <param name="container">The type whose method is looked at.</param>
/// <param name="meant">What a type of the source is here.</param>
/// <param name="exactOf">The type of the object in a variable that is declared with less than that, and never gets another; null for any other.</param>
/// <param name="bodyOf">The body of a method, if it is known.</param>
internal sealed class ObjectUses(INamedTypeSymbol container, Func<ITypeSymbol, ITypeSymbol> meant, Func<ISymbol, ITypeSymbol?> exactOf, Func<IMethodSymbol, SyntaxNode?> bodyOf)
{
    /// <summary>The classes of objects that cannot be followed, and where.</summary>
    /// <param name="body">The body, with the lambdas and local functions in it.</param>
    public IEnumerable<(ISymbol Class, IOperation Place)> Unfollowed(IOperation body) => body.DescendantsAndSelf()
        .Select(operation => (ClassOf(operation), operation))
        .Where(pair => pair.Item1 is not null)
        .Select(pair => (pair.Item1!, pair.operation));

    private ISymbol? ClassOf(IOperation operation) =>
        IsObject(operation) && !IsFollowed(operation) ? TypeOf(operation)!.OriginalDefinition
        : IsArray(operation.Type) && !IsFollowedArray(operation) ? meant(((IArrayTypeSymbol)operation.Type!).ElementType).OriginalDefinition
        : operation.Syntax is BaseExpressionSyntax && IsObject(container) ? container.OriginalDefinition
        : null;

    /// <summary>Whether an expression only says which object is meant; what it gives is not new.</summary>
    public static bool IsName(IOperation operation) =>
        operation is ILocalReferenceOperation or IParameterReferenceOperation or IInstanceReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation or IArrayElementReferenceOperation;

    private ITypeSymbol? TypeOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation { Local: var local } when exactOf(local) is { } exact => exact,
        IParameterReferenceOperation { Parameter: var parameter } when exactOf(parameter) is { } exact => exact,
        _ => operation.Type is { } type ? meant(type) : null,
    };

    private bool IsObject(IOperation operation) => TypeOf(operation) is { } type && CreatedClasses.CanChange(type);

    private bool IsObject(ITypeSymbol? type) => type is not null && CreatedClasses.CanChange(meant(type));

    private bool IsArray(ITypeSymbol? type) => type is IArrayTypeSymbol array && IsObject(array.ElementType);

    private bool IsFollowed(IOperation operation) => operation switch
    {
        IInstanceReferenceOperation => IsUse(operation),
        ILocalReferenceOperation { IsDeclaration: false, Local: var local } => IsWithin(operation, local) && (IsOwn(local)
            ? (IsUse(operation) && !(IsReferred(operation) && IsReplacedAnywhere(operation, local))) || (IsResult(operation) && IsObject(local.Type)) || IsReplaced(operation) || IsMoved(operation, local) || (IsAliased(operation) && !IsReplacedAnywhere(operation, local))
            : IsAlias(local) && (IsUse(operation) || IsAliased(operation))),
        IParameterReferenceOperation { Parameter: { RefKind: RefKind.None } parameter } => IsWithin(operation, parameter) && (IsOfMethod(parameter) ? IsUse(operation) || IsAliased(operation) : IsGivenByLinq(operation, parameter)),
        IFieldReferenceOperation { Instance: { } holder } => IsObject(holder.Type) && IsFollowedMember(operation),
        IPropertyReferenceOperation { Instance: { } holder, Property: var property } => IsObject(holder.Type) && AggregateReader.IndexOf(property) >= 0 && IsFollowedMember(operation),
        IArrayElementReferenceOperation element => (IsUse(operation) && !(IsReferred(operation) && ReplacesElements(BlockOf(operation)))) || (IsReplaced(operation) && IsOfOwnArray(element)) || (IsAliased(operation) && !ReplacesElements(BlockOf(operation))),
        IObjectOrCollectionInitializerOperation => operation.Parent is IObjectCreationOperation,
        _ => IsNew(operation) && IsTaken(operation),
    };

    // A constructor may replace the object that a reference is into.
    private bool IsFollowedMember(IOperation operation) => IsBegun(operation) || (IsUse(operation) && !(IsReferred(operation) && IsInConstructor(operation)));

    private bool IsFollowedArray(IOperation operation) => operation switch
    {
        ILocalReferenceOperation { IsDeclaration: false, Local: var local } => IsOwn(local) && IsWithin(operation, local) && (IsArrayUse(operation) || IsResult(operation)),
        IParameterReferenceOperation { Parameter: { RefKind: RefKind.None } parameter } => IsWithin(operation, parameter) && IsOfMethod(parameter) && IsArrayUse(operation),
        ICollectionExpressionOperation { Parent: IConversionOperation } => true,
        _ => IsNewArray(operation) && operation.Parent is IVariableInitializerOperation or IReturnOperation,
    };

    /// <summary>Objects that nothing else has: a new one, or what a method made, which is none of its arguments.</summary>
    private bool IsNew(IOperation operation) => operation switch
    {
        IObjectCreationOperation => true,
        ISimpleAssignmentOperation { Parent: IExpressionStatementOperation, IsRef: false } => true,
        ICompoundAssignmentOperation { Parent: IExpressionStatementOperation, OperatorMethod: { } method } => bodyOf(method) is not null,
        IInvocationOperation { TargetMethod: { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } method } => bodyOf(method) is not null,
        IBinaryOperation { OperatorMethod: { } method } => bodyOf(method) is not null,
        IUnaryOperation { OperatorMethod: { } method } => bodyOf(method) is not null,
        IConversionOperation { Operand: IObjectCreationOperation created } => IsSame(operation, created),
        IConditionalOperation { WhenTrue: { } first, WhenFalse: { } second } => IsNew(first) && IsNew(second),
        _ => false,
    };

    private bool IsNewArray(IOperation operation) =>
        operation is IArrayCreationOperation or ICollectionExpressionOperation or IConversionOperation { Operand: ICollectionExpressionOperation } || (operation is IInvocationOperation { TargetMethod.MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } && IsNew(operation));

    // new(1, 2)      is created, and converted to what it is
    private static bool IsSame(IOperation conversion, IOperation created) => created is IObjectCreationOperation && SymbolEqualityComparer.Default.Equals(conversion.Type, created.Type);

    private bool IsTaken(IOperation operation) => operation.Parent switch
    {
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => IsPlain(declarator.Symbol),
        IConversionOperation { IsImplicit: true, Parent: IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } } when exactOf(declarator.Symbol) is not null => IsPlain(declarator.Symbol),
        IFieldInitializerOperation or IPropertyInitializerOperation or IReturnOperation or IExpressionStatementOperation or IArrayInitializerOperation or ICollectionExpressionOperation => true,
        IConversionOperation conversion => IsSame(conversion, operation) || IsPassed(conversion),
        IConditionalOperation choice => choice.Condition != operation && IsNew(choice),
        ISimpleAssignmentOperation { Parent: IExpressionStatementOperation, IsRef: false } assignment => assignment.Value == operation,
        _ => IsUse(operation),
    };

    // Its members are asked for, or it is passed to a method that is read.
    private bool IsUse(IOperation operation) => operation.Parent switch
    {
        IFieldReferenceOperation member => member.Instance == operation,
        IPropertyReferenceOperation member => member.Instance == operation && IsOfItsType(member.Property, operation),
        IInvocationOperation call => call.Instance == operation && (call.TargetMethod.MethodKind == MethodKind.Constructor || IsOfItsType(call.TargetMethod, operation)),
        IBinaryOperation { OperatorMethod: { } method } => bodyOf(method) is not null,
        IUnaryOperation { OperatorMethod: { } method } => bodyOf(method) is not null,
        ICompoundAssignmentOperation { OperatorMethod: { } method } assignment => assignment.Value == operation && bodyOf(method) is not null,
        _ => IsPassed(operation.Parent),
    };

    // The body of a method of a type above is read for the type of the object.
    private bool IsOfItsType(ISymbol member, IOperation instance) => TypeOf(instance) is INamedTypeSymbol type
        && (member.ContainingType.TypeKind == TypeKind.Interface || SymbolEqualityComparer.Default.Equals(member.ContainingType.OriginalDefinition, type.OriginalDefinition)
            || ((member as IMethodSymbol ?? (member as IPropertySymbol)?.GetMethod) is { } method && (bodyOf(method) is not null || method.IsAbstract || method.IsVirtual || method.IsOverride)
                && PlacementReader.SelfAndBases(type).Any(above => SymbolEqualityComparer.Default.Equals(above.OriginalDefinition, member.ContainingType.OriginalDefinition)
                    && above.SpecialType != SpecialType.System_Object)));

    private bool IsArrayUse(IOperation operation) => operation.Parent switch
    {
        IArrayElementReferenceOperation element => element.ArrayReference == operation,
        IPropertyReferenceOperation { Property.Name: "Length" } => true,
        IForEachLoopOperation loop => IsLoopOver(loop, operation),
        IConversionOperation { IsImplicit: true, Parent: IForEachLoopOperation loop } => IsLoopOver(loop, operation),
        IConversionOperation { IsImplicit: true, Parent: IArgumentOperation argument } => IsAskedByLinq(argument),
        IArgumentOperation argument when IsAskedByLinq(argument) => true,
        _ => IsPassed(operation.Parent),
    };

    // bs.Sum(b => b.X)      gives none of the objects
    private static bool IsAskedByLinq(IArgumentOperation argument) =>
        argument is { Parameter.Ordinal: 0, Parent: IInvocationOperation { TargetMethod: { Name: "Select" or "Sum" or "Average" or "Min" or "Max" or "Count" or "Any", Parameters.Length: 2 } method } }
        && method.ContainingType.Is("System.Linq.Enumerable");

    // Where LINQ gives the objects of an array to a lambda, one after the other.
    private bool IsGivenByLinq(IOperation operation, IParameterSymbol parameter) =>
        IsUse(operation) && !IsReferred(operation)
        && Ancestors(operation).OfType<IAnonymousFunctionOperation>().FirstOrDefault() is { Parent: IDelegateCreationOperation { Parent: IArgumentOperation { Parameter.Ordinal: 1, Parent: IInvocationOperation call } } } lambda
        && SymbolEqualityComparer.Default.Equals(lambda.Symbol, parameter.ContainingSymbol)
        && call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0) is { } items && IsAskedByLinq(items);

    private bool IsPassed(IOperation? place) => place switch
    {
        // To a parameter of an interface or of a type above.
        IConversionOperation { IsImplicit: true, OperatorMethod: null, Parent: IArgumentOperation { Parent: IInvocationOperation } argument } => IsPassed(argument),
        IArgumentOperation { Parameter: { RefKind: RefKind.None, IsParams: false } parameter } argument => argument.Parent switch
        {
            // A reference that comes back may be to a part of the object.
            IInvocationOperation { TargetMethod: { RefKind: RefKind.None } method } => bodyOf(method) is not null && !(method.MethodKind == MethodKind.LocalFunction && parameter.OriginalDefinition.Type is ITypeParameterSymbol),
            IObjectCreationOperation { Constructor: { } constructor } => bodyOf(constructor)?.Parent is ConstructorDeclarationSyntax,
            _ => false,
        },
        _ => false,
    };

    private bool IsLoopOver(IForEachLoopOperation loop, IOperation array) =>
        loop.LoopControlVariable is IVariableDeclaratorOperation { Symbol.Type: var item } && SymbolEqualityComparer.Default.Equals(item, ((IArrayTypeSymbol)array.Type!).ElementType) && !ReplacesElements(loop.Body);

    // return b;      where b is the method's own, and nothing runs after it
    private static bool IsResult(IOperation operation) =>
        operation.Parent is IReturnOperation { Kind: OperationKind.Return }
        && !Ancestors(operation).Any(outer => outer is ITryOperation { Finally: not null } or IUsingOperation || (outer as IBlockOperation)?.Operations.Any(statement => statement is IUsingDeclarationOperation) == true);

    // b = new Body();  b += c;
    private static bool IsReplaced(IOperation operation) => operation.Parent is (ISimpleAssignmentOperation { IsRef: false } or ICompoundAssignmentOperation) and IAssignmentOperation { Parent: IExpressionStatementOperation } assignment && assignment.Target == operation;

    private static bool IsReplacedAnywhere(IOperation operation, ILocalSymbol local) => Ancestors(operation).Last().Descendants()
        .Any(other => other is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local) && IsReplaced(other));

    // bs[i] = new Body();      while an element may have another name
    private bool ReplacesElements(IOperation scope) => scope.DescendantsAndSelf().Any(operation => operation is IArrayElementReferenceOperation && IsObject(operation.Type) && IsReplaced(operation));

    // bs[i] = b;      where b is not seen any more
    private bool IsMoved(IOperation operation, ILocalSymbol local) =>
        operation.Parent is ISimpleAssignmentOperation { IsRef: false, Target: IArrayElementReferenceOperation element, Parent: IExpressionStatementOperation { Parent: IBlockOperation block } } move
        && move.Value == operation
        && IsOfOwnArray(element)
        && SymbolEqualityComparer.Default.Equals(element.Type, local.Type)
        && block.Operations.OfType<IVariableDeclarationGroupOperation>().SelectMany(group => group.Declarations).SelectMany(declaration => declaration.Declarators).Any(declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, local))
        && !block.Descendants().Any(inner => inner is ILabeledOperation or IBranchOperation { BranchKind: BranchKind.GoTo })
        && block.Descendants().OfType<ILocalReferenceOperation>().Where(reference => SymbolEqualityComparer.Default.Equals(reference.Local, local))
            .All(reference => reference.Syntax.SpanStart <= operation.Syntax.SpanStart && !IsAliased(reference) && !IsReferred(reference));

    // Whoever passed an array may have passed an element too.
    private static bool IsOfOwnArray(IArrayElementReferenceOperation element) => element.ArrayReference is ILocalReferenceOperation { Local: var array } && IsOwn(array);

    // this.pid = new Pid();      where the object itself is made
    private static bool IsBegun(IOperation operation) =>
        operation is IMemberReferenceOperation { Instance: IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } }
        && IsReplaced(operation)
        && IsInConstructor(operation)
        && !Ancestors(operation).Any(outer => outer is IAnonymousFunctionOperation or ILocalFunctionOperation);

    private static bool IsInConstructor(IOperation operation) => Ancestors(operation).Any(outer => outer is IConstructorBodyOperation);

    // Body c = bs[i];
    private bool IsAliased(IOperation operation) => operation.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } && IsAlias(declarator.Symbol) && IsObject(declarator.Symbol.Type);

    // ref double x = ref b.X;      stays that of the object which b was
    private static bool IsReferred(IOperation operation) => operation.Parent switch
    {
        IFieldReferenceOperation or IPropertyReferenceOperation or IInvocationOperation or IArrayElementReferenceOperation => IsReferred(operation.Parent),
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.RefKind: not RefKind.None } } => true,
        ISimpleAssignmentOperation { IsRef: true } => true,
        _ => false,
    };

    // What a lambda sees of the method around it, it sees by the object's name.
    private static bool IsWithin(IOperation operation, ISymbol symbol) =>
        SymbolEqualityComparer.Default.Equals(FunctionOf(operation) ?? symbol.ContainingSymbol, symbol.ContainingSymbol);

    private static ISymbol? FunctionOf(IOperation operation) => Ancestors(operation).Select(outer => outer switch
    {
        IAnonymousFunctionOperation lambda => lambda.Symbol,
        ILocalFunctionOperation function => function.Symbol,
        _ => (ISymbol?)null,
    }).FirstOrDefault(function => function is not null);

    // What a lambda is given may be anything.
    private static bool IsOfMethod(IParameterSymbol parameter) => parameter.ContainingSymbol is IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction };

    /// <summary>Whether a local is declared for an object or an array that is new.</summary>
    private static bool IsOwn(ILocalSymbol local) => IsPlain(local) && !IsNamed(local);

    /// <summary>Whether a local is another name for an object: <c>Body c = bs[i];</c> or <c>foreach (Body c in bs)</c>.</summary>
    private static bool IsAlias(ILocalSymbol local) => local is { IsForEach: true, RefKind: RefKind.None } || (IsPlain(local) && IsNamed(local));

    // Declared with what it is for, as patterns and out arguments are not.
    private static bool IsPlain(ILocalSymbol local) => local.RefKind == RefKind.None
        && DeclaratorOf(local) is { Initializer: not null, Parent.Parent: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } or ForStatementSyntax };

    private static bool IsNamed(ILocalSymbol local) =>
        DeclaratorOf(local)?.Initializer?.Value is IdentifierNameSyntax or ThisExpressionSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax;

    private static VariableDeclaratorSyntax? DeclaratorOf(ILocalSymbol local) => local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() as VariableDeclaratorSyntax;

    private static IOperation BlockOf(IOperation operation) => Ancestors(operation).FirstOrDefault(outer => outer is IBlockOperation) ?? Ancestors(operation).Last();

    private static IEnumerable<IOperation> Ancestors(IOperation operation)
    {
        for (IOperation? outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            yield return outer;
        }
    }
}
