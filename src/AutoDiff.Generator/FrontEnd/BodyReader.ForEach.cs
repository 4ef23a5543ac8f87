using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>Loops over the items of something.</content>
internal sealed partial class BodyReader
{
    private void ReadForEach(IForEachLoopOperation loop)
    {
        IOperation collection = Unconverted(loop.Collection);
        IrType items = TypeFor(TypeOf(collection));
        if (loop.LoopControlVariable is IVariableDeclaratorOperation { Symbol.IsRef: false } each
            && (items.Kind == Ir.TypeKind.Grid || (IsQuery(collection) && !items.IsView)))
        {
            bool isKnown = true;
            WithOrigin(loop.Syntax, () => isKnown = ReadForEachOf(loop, collection, each.Symbol));
            if (isKnown)
            {
                return;
            }
        }

        if (loop.LoopControlVariable is IDeclarationExpressionOperation or ITupleOperation && !items.IsView && IsQuery(collection) && SequenceOf(collection) is { } tuples)
        {
            RequireOrder(collection, tuples);
            WithOrigin(loop.Syntax, () => ReadForEachTuple(loop, tuples));
            return;
        }

        if (loop.LoopControlVariable is IDeclarationExpressionOperation or ITupleOperation && items is { IsView: true, Element.Kind: Ir.TypeKind.Aggregate })
        {
            WithOrigin(loop.Syntax, () =>
            {
                Expression view = KeptDuring(loop, Simple(Read(collection), "items"));
                ReadForEachTuple(loop, new Sequence(LengthOf(view), index => ElementAt(view, index), []));
            });
            return;
        }

        if (!items.IsView && ItemOf(collection.Type) is { } item)
        {
            WithOrigin(loop.Syntax, () => ReadForEachObject(loop, collection, item));
            return;
        }

        if (!items.IsView || loop.LoopControlVariable is not IVariableDeclaratorOperation declarator)
        {
            if (loop.Collection is IInvalidOperation)
            {
                reading.HasCompileErrors = true;
            }

            Refuse(collection, Fence.ForEachCollection);
            return;
        }

        WithOrigin(loop.Syntax, () =>
        {
            Expression view = Read(collection);
            if (!view.Type.IsView)
            {
                Refuse(collection, Fence.ForEachCollection);
                return;
            }

            Variable counter = reading.NewVariable(declarator.Symbol.Name + "Index", IrType.Int32);
            if (declarator.Symbol.IsRef || CreatedClasses.CanChange(Meant(declarator.Symbol.Type)))
            {
                ReadForEachReference(loop, declarator.Symbol, view, counter);
                return;
            }

            if (TableOf(collection) is { } functions)
            {
                BeginChosen(declarator.Symbol, functions);
            }
            else if (IsOfAggregates(items.Element!) && IsInColumns(view))
            {
                // A row of an array of arrays.
                bound[declarator.Symbol] = NewColumns(declarator.Symbol.Name, items.Element!);
            }

            Expression item = ValueOf(declarator.Symbol, declarator.Symbol.Type);
            Block body = LoopBody(loop.Body);

            // The collection is evaluated once: a variable that the body assigns is kept.
            if (!IsFixedView(view, Effects.Of(body.Statements).Variables))
            {
                view = ItemsOf(view);
            }

            Expression element = ElementOf(view, new Read(counter));
            List<Statement> declared = [.. BlockOf(() => Begin(declarator.Symbol, item, ItemAs(declarator.Symbol, element, loop))).Statements];
            Write(new For(
                counter,
                new Number(IrType.Int32, 0),
                BinaryOperator.Less,
                LengthOf(view),
                1,
                new Block([.. declared, .. body.Statements])));
        });
    }

    /// <summary><c>foreach (var (a, b) in pairs)</c></summary>
    private void ReadForEachTuple(IForEachLoopOperation loop, Sequence tuples)
    {
        WriteEach(tuples, item =>
        {
            DeconstructionInfo how = reading.Model.GetDeconstructionInfo((ForEachVariableStatementSyntax)loop.Syntax);
            ITypeSymbol? type = ItemTypeOf(loop);
            if (item is Opaque && type is not null && ReadParts(loop.LoopControlVariable, type, item))
            {
                output.AddRange(LoopBody(loop.Body).Statements);
            }
            else if (!how.Nested.Any(HasOwnMethod) && ReadTarget(loop.LoopControlVariable) is Composite { Members: var targets }
                && PartsAs(loop.LoopControlVariable, how, TakenApart(item, type, how.Method, loop.Collection), type, loop.Collection) is Composite composite && composite.Members.Count == targets.Count)
            {
                AssignLeaves(new Composite(composite.Type, targets), composite);
                output.AddRange(LoopBody(loop.Body).Statements);
            }
            else
            {
                Refuse(loop.LoopControlVariable);
            }
        });
    }

    private bool IsQuery(IOperation collection) => collection is IInvocationOperation or ITranslatedQueryOperation || (collection is ILocalReferenceOperation local && sequences.ContainsKey(local.Local));

    /// <summary>What an array or a list holds that is no view of numbers: objects, tuples of integers, text.</summary>
    private static ITypeSymbol? ItemOf(ITypeSymbol? collection) => collection switch
    {
        IArrayTypeSymbol { IsSZArray: true } array => array.ElementType,
        INamedTypeSymbol { TypeArguments: [var item] } list when list.Is("System.Collections.Generic.List`1") => item,
        _ => null,
    };

    // foreach (Layer layer in layers) ..   =>   Layer[] items = layers; for (int k = 0; k < items.Length; k++) { Layer layer = items[k]; .. }
    private void ReadForEachObject(IForEachLoopOperation loop, IOperation collection, ITypeSymbol itemType)
    {
        WriteEach(ObjectsOf(new Read(Declare("items", Read(collection))), collection, itemType), item =>
        {
            if (loop.LoopControlVariable is IVariableDeclaratorOperation { Symbol: { IsRef: false } symbol })
            {
                Begin(symbol, ValueOf(symbol, symbol.Type), ItemAs(symbol, item, loop));
            }
            else if (!ReadParts(loop.LoopControlVariable, itemType, item))
            {
                Refuse(loop.LoopControlVariable);
                return;
            }

            output.AddRange(LoopBody(loop.Body).Statements);
        });
    }

    private Sequence ObjectsOf(Expression items, IOperation collection, ITypeSymbol itemType)
    {
        Read count = new(Declare("count", new Opaque(IrType.Int32, ["", collection.Type is IArrayTypeSymbol ? ".Length" : ".Count"], [items]) { Site = Site(collection) }));
        IrType type = TypeFor(itemType);
        return new Sequence(count, index => Whole(new Opaque(type, ["", "[", "]"], [items, index]) { Site = Site(collection) }, type), []) { IsStored = true };
    }

    // foreach (var (i, j) in edges)   =>   int i = edge.Item1; int j = edge.Item2;
    private bool ReadParts(IOperation variables, ITypeSymbol itemType, Expression item)
    {
        if (itemType is not INamedTypeSymbol { IsTupleType: true } tuple || (variables is IDeclarationExpressionOperation all ? all.Expression : variables) is not ITupleOperation { Elements: var elements })
        {
            return false;
        }

        Expression whole = Simple(item, "item");
        foreach ((IOperation element, IFieldSymbol part) in elements.Zip(tuple.TupleElements, (element, part) => (element, part)))
        {
            switch (element is IDeclarationExpressionOperation declaration ? declaration.Expression : element)
            {
                case IDiscardOperation:
                    break;
                case ILocalReferenceOperation { IsDeclaration: true, Local: var local }:
                    IrType type = TypeFor(part.Type);
                    Begin(local, ValueOf(local, local.Type), ConvertedTo(local.Type, part.Type, Whole(new Opaque(type, ["", "." + ConstantReader.Escaped(part.Name)], [whole]) { Site = Site(element) }, type), element));
                    break;
                default:
                    return false;
            }
        }

        return true;
    }

    private Expression ItemsOf(Expression view) => OnColumns(view, column => new Read(Declare(column is Ir.Read read ? read.Variable.Name + "Items" : "items", column)));

    /// <summary>What a loop goes through: a variable that its body may assign is kept, also by a method that is declared in this one.</summary>
    private Expression KeptDuring(IForEachLoopOperation loop, Expression view)
    {
        HashSet<Variable> assigned = [.. loop.Body.DescendantsAndSelf().SelectMany(AssignedBy).SelectMany(Leaves).OfType<Read>().Select(read => read.Variable)];
        bool runsOthers = loop.Body.DescendantsAndSelf().Any(operation => operation is IInvocationOperation { TargetMethod.MethodKind: MethodKind.LocalFunction or MethodKind.DelegateInvoke });
        return !runsOthers && IsFixedView(view, assigned) ? view : ItemsOf(view);
    }

    /// <summary><c>foreach (int i in Enumerable.Range(a, n))</c></summary>
    private bool ReadForEachOf(IForEachLoopOperation loop, IOperation collection, ILocalSymbol symbol)
    {
        Sequence? sequence = TypeFor(TypeOf(collection)).IsView
            ? ItemsOf(KeptDuring(loop, Simple(Read(collection), "items")), collection)
            : SequenceOf(collection);
        if (sequence is null)
        {
            return false;
        }

        RequireOrder(collection, sequence);
        WriteEach(
            sequence,
            item =>
            {
                Begin(symbol, ValueOf(symbol, symbol.Type), ItemAs(symbol, item, loop));
                output.AddRange(LoopBody(loop.Body).Statements);
            },
            symbol.Name + "Index");
        return true;
    }

    // foreach (ref double x in v) x *= 2;   =>   for (int i = 0; i < v.Length; i++) v[i] *= 2;
    private void ReadForEachReference(IForEachLoopOperation loop, ILocalSymbol item, Expression view, Variable counter)
    {
        view = KeptDuring(loop, view);

        if (IsRedirected(item, loop))
        {
            Refuse(loop.Collection, Fence.RefForEach);
            return;
        }

        references[item] = ElementOf(view, new Read(counter));
        Write(new For(counter, new Number(IrType.Int32, 0), BinaryOperator.Less, LengthOf(view), 1, LoopBody(loop.Body)));
    }
}
