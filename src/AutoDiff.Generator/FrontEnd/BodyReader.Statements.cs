using System.Collections.Immutable;
using System.Linq;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>Statements.</content>
internal sealed partial class BodyReader
{
    private void ReadStatement(IOperation operation)
    {
        reading.Cancellation.ThrowIfCancellationRequested();
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        statementOutput = output;
        switch (operation)
        {
            case IBlockOperation block:
                ReadStatements(block.Operations);
                break;
            case IEmptyOperation:
                break;
            case IInvalidOperation:
                reading.HasCompileErrors = true;
                break;
            case IVariableDeclarationGroupOperation declarations:
                WithOrigin(declarations.Syntax, () => ReadDeclarations(declarations));
                break;
            case IExpressionStatementOperation expression:
                WithOrigin(expression.Syntax, () => ReadEvaluation(expression.Operation));
                break;
            case IConditionalOperation conditional:
                ReadIf(conditional);
                break;
            case ILoopOperation loop:
                WithJumps(loop.ExitLabel, loop.ContinueLabel, () => ReadLoop(loop));
                break;
            case ILocalFunctionOperation:
                // Read where it is called.
                break;
            case IConstructorBodyOperation constructor:
                ReadBody(constructor);
                break;
            case IBranchOperation jump:
                ReadJump(jump);
                break;
            case ILabeledOperation { Operation: { } labeled }:
                ReadStatement(labeled);
                break;
            case ISwitchOperation choice:
                WithJumps(choice.ExitLabel, null, () => ReadSwitch(choice));
                break;
            case ITryOperation attempt:
                ReadTry(attempt);
                break;
            case IUsingOperation resource:
                ReadUsing(resource);
                break;
            case IReturnOperation { Kind: OperationKind.Return } result:
                ReadReturn(result);
                break;
            case IThrowOperation { Exception: { } exception } thrown:
                WithOrigin(thrown.Syntax, () => Write(new Throw(ReadRoot(Boxed(Unconverted(exception))))));
                break;
            default:
                Refuse(operation);
                break;
        }
    }

    private void ReadStatements(ImmutableArray<IOperation> statements)
    {
        if (statements.Any(statement => statement is ILabeledOperation) && !statements.Any(statement => statement is IUsingDeclarationOperation))
        {
            ReadLabeled(statements);
            return;
        }

        for (int i = 0; i < statements.Length; i++)
        {
            if (statements[i] is IUsingDeclarationOperation declaration)
            {
                // The rest of the block is what the resource is used for.
                ReadUsing(declaration, statements.RemoveRange(0, i + 1));
                return;
            }

            ReadStatement(statements[i]);
        }
    }

    private void ReadDeclarations(IVariableDeclarationGroupOperation group)
    {
        foreach (IVariableDeclaratorOperation declarator in group.Declarations.SelectMany(declaration => declaration.Declarators))
        {
            ReadDeclarator(declarator);
        }
    }

    private void ReadDeclarator(IVariableDeclaratorOperation declarator)
    {
        if (declarator.Symbol.IsConst)
        {
            // Its value stands wherever it is read.
            return;
        }

        IVariableInitializerOperation? initialiser = declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer;
        if (declarator.Symbol.IsRef)
        {
            if (initialiser is null)
            {
                reading.HasCompileErrors = true;
                return;
            }

            ReadReference(declarator, initialiser.Value);
            return;
        }

        if (ReadDelegate(declarator, initialiser?.Value) || ReadFunctionTable(declarator, initialiser?.Value) || ReadList(declarator, initialiser?.Value) || (initialiser is not null && (ReadAlias(declarator.Symbol, initialiser.Value) || ReadSequence(declarator, initialiser.Value))))
        {
            return;
        }

        ReadChosen(declarator);
        if (declaredAhead.Contains(declarator.Symbol))
        {
            if (initialiser is not null)
            {
                AssignLeaves(ValueOf(declarator.Symbol, declarator.Symbol.Type), ReadRoot(initialiser.Value));
            }

            return;
        }

        if (initialiser is not null)
        {
            NoteConcrete(declarator.Symbol, initialiser.Value, declarator);
        }

        if (TypeFor(declarator.Symbol.Type) is var type && IsOfAggregates(type))
        {
            ReadColumns(declarator.Symbol, type, initialiser?.Value);
            return;
        }

        IOperation? initial = IsRetyped(declarator.Symbol) ? Unconverted(initialiser!.Value) : initialiser?.Value;
        Expression place = ValueOf(declarator.Symbol, declarator.Symbol.Type);
        if (initial is null || place is Composite)
        {
            Expression? value = initial is null ? null : Read(initial);
            place = Fitted(declarator.Symbol, place, value);
            if (value is null || !TryClaim(place, value))
            {
                DeclareLeaves(place, value);
            }
        }
        else
        {
            ReadInitialiser(((Read)place).Variable, initial!);
        }
    }

    /// <summary>An expression that stands as a statement.</summary>
    private void ReadEvaluation(IOperation operation)
    {
        switch (operation)
        {
            case var member when IsOfExtension(member):
                Refuse(member, Fence.ExtensionBlock);
                break;
            case ISimpleAssignmentOperation { IsRef: false } assignment:
                ReadAssignment(assignment, isValueUsed: false);
                break;
            case ISimpleAssignmentOperation { IsRef: true } redirection:
                ReadRedirection(redirection);
                break;
            case ICompoundAssignmentOperation compound:
                ReadCompound(compound, isValueUsed: false);
                break;
            case IIncrementOrDecrementOperation increment:
                ReadIncrement(increment, isValueUsed: false);
                break;
            case IDeconstructionAssignmentOperation deconstruction:
                ReadDeconstruction(deconstruction);
                break;
            case ICoalesceAssignmentOperation assignment:
                ReadCoalesceAssignment(assignment);
                break;
            default:
                Expression value = ReadRoot(operation);
                foreach (Expression leaf in Leaves(value).Where(leaf => !ReferenceEquals(leaf, Nothing) && leaf is not Ir.Read))
                {
                    Write(new Evaluate(leaf));
                }

                break;
        }
    }

    private void ReadIf(IConditionalOperation operation) => WithOrigin(operation.Syntax, () =>
    {
        Expression condition = Read(operation.Condition);
        Block then = BlockOf(() => ReadStatement(operation.WhenTrue));
        Block otherwise = BlockOf(() =>
        {
            if (operation.WhenFalse is { } statement)
            {
                ReadStatement(statement);
            }
        });
        Write(new If(condition, then, otherwise));
    });

    private void ReadReturn(IReturnOperation operation)
    {
        // An expression body reads as if it had been written with return.
        SyntaxNode syntax = operation.Syntax is ArrowExpressionClauseSyntax arrow ? arrow.Expression : operation.Syntax;
        string? text = syntax is ExpressionSyntax ? "return " + OriginReader.Text(syntax) + ";" : null;
        WithOrigin(syntax, () =>
        {
            Expression? value = operation.ReturnedValue is { } returned ? returnsList ? ReadReturnedList(Unconverted(returned)) : ReadRoot(returned) : null;
            if (value?.SelfAndDescendants().Any(node => node is Element { View.Type.Kind: Ir.TypeKind.List }) == true)
            {
                // A list complains of an index in its own words, before the gradient's span can do so.
                value = value is Composite ? value : new Read(Declare("value", value));
            }

            if (result is not null && value is not null)
            {
                AssignLeaves(result, value);
                value = null;
            }

            Write(new Return(ReferenceEquals(value, Nothing) ? null : value));
        }, text);
    }
}
