using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>Second names of variables and elements.</content>
internal sealed partial class BodyReader
{
    /// <summary>What each <c>ref</c> local stands for: a variable, an element, or the only element of a view.</summary>
    private readonly Dictionary<ISymbol, Expression> references = new(SymbolEqualityComparer.Default);

    /// <summary>Views of one element, which may become views of another.</summary>
    private readonly HashSet<Variable> cells = [];

    /// <summary>
    /// <c>ref double cell = ref p[i];</c> is another name for <c>p[i]</c> as long as <c>p</c> and <c>i</c> stay what they
    /// are. Otherwise it becomes a view of one element:
    /// <code>
    /// ref double cell = ref p[i]; cell *= 2;   =>   _ = p[i]; Span&lt;double&gt; cell = p.Slice(i, 1); cell[0] *= 2;
    /// </code>
    /// Reading <c>p[i]</c> first throws what the source throws.
    /// </summary>
    private void ReadReference(IVariableDeclaratorOperation declarator, IOperation target)
    {
        ILocalSymbol local = declarator.Symbol;
        if (target is IConditionalOperation && TypeReader.IsScalar(TypeFor(target.Type)))
        {
            Variable chosen = NewCell(local, TypeFor(target.Type));
            Write(new Declare(chosen, null));
            AssignCell(chosen, target);
            return;
        }

        Expression? place = ReadPlace(target);
        IOperation scope = ScopeOf(declarator);
        switch (place)
        {
            case null:
                return;
            case Ir.Read when !IsRedirected(local, scope):
                references[local] = place;
                break;
            case Element { View: Ir.Read } element when !IsRedirected(local, scope) && IsFixed(element, scope):
                Write(new Evaluate(element));
                references[local] = element;
                break;
            case Composite or Element { Index: Position } when !IsRedirected(local, scope) && Leaves(place).All(leaf => leaf is Ir.Read or Element { View: Ir.Read or Element { View: Ir.Read } }):
                foreach (Element element in Leaves(place).OfType<Element>().Take(1))
                {
                    Write(new Evaluate(element));
                }

                references[local] = Leaves(place).OfType<Element>().All(element => element.View is Ir.Read && IsFixed(element, scope)) ? place : Pinned(place);
                break;
            case Element { Index: not Position } element when TypeReader.IsScalar(element.Type):
                Variable cell = NewCell(local, element.Type);
                Write(new Declare(cell, Cell(element, cell.Type)));
                break;
            default:
                Refuse(declarator, Fence.RefLocal);
                break;
        }
    }

    /// <summary><c>cell = ref q[j];</c> => <c>_ = q[j]; cell = q.Slice(j, 1);</c></summary>
    private Constant ReadRedirection(ISimpleAssignmentOperation operation)
    {
        if (operation.Target is not ILocalReferenceOperation { Local: var local }
            || !references.TryGetValue(local, out Expression known)
            || known is not Element { View: Ir.Read cell, Index: Number { Value: 0 } }
            || operation.Parent is not IExpressionStatementOperation)
        {
            return Refuse(operation, Fence.RefLocal);
        }

        AssignCell(cell.Variable, operation.Value);
        return Nothing;
    }

    private Variable NewCell(ILocalSymbol local, IrType item)
    {
        Variable cell = reading.NewVariable(local.Name, local.RefKind == RefKind.RefReadOnly ? IrType.ReadOnlySpanOf(item) : IrType.SpanOf(item));
        cells.Add(cell);
        references[local] = new Element(new Read(cell), new Number(IrType.Int32, 0));
        return cell;
    }

    // cell = ref (c ? ref p[i] : ref q[j]);   =>   if (c) { _ = p[i]; cell = p.Slice(i, 1); } else { _ = q[j]; cell = q.Slice(j, 1); }
    private void AssignCell(Variable cell, IOperation target)
    {
        if (target is IConditionalOperation { WhenFalse: { } otherwise } choice)
        {
            Expression condition = Read(choice.Condition);
            Write(new If(condition, BlockOf(() => AssignCell(cell, choice.WhenTrue)), BlockOf(() => AssignCell(cell, otherwise))));
        }
        else if (ReadPlace(target) is Element { Index: not Position } element && TypeReader.IsScalar(element.Type))
        {
            Write(new Assign(new Read(cell), Cell(element, cell.Type)));
        }
        else
        {
            Refuse(target, Fence.RefLocal);
        }
    }

    private Expression Cell(Element element, IrType type)
    {
        Expression view = Simple(element.View, "view");
        Expression index = Simple(element.Index, "index");
        Write(new Evaluate(new Element(view, index)));
        Expression start = index.Type == IrType.Int32 ? index : new Conversion(IrType.Int32, index, IsImplicit: false);
        Expression cell = element.View is Element { View: var outer } && element.Index is Number { Value: 0 } ? outer : new Slice(AsSpan(view), start, new Number(IrType.Int32, 1));
        return cell.Type == type ? cell : new Conversion(type, cell, IsImplicit: true);
    }

    /// <summary>The same elements by names that nothing assigns: what the view's variable and the index are now.</summary>
    private Expression Pinned(Expression place)
    {
        Dictionary<Expression, Expression> names = [];
        return Named(place);

        Expression Named(Expression part) => part switch
        {
            Composite composite => composite with { Members = composite.Members.Select(Named).ToEquatableArray() },
            Element element => element with { View = NameOf(element.View, "view"), Index = element.Index is Position position ? position.MapOperands(index => NameOf(index, "index")) : NameOf(element.Index, "index") },
            _ => part,
        };

        Expression NameOf(Expression value, string name)
        {
            if (value is not Ir.Read)
            {
                return Simple(value, name);
            }

            if (!names.TryGetValue(value, out Expression? known))
            {
                names[value] = known = new Read(Declare(name, value));
            }

            return known;
        }
    }

    private static IOperation ScopeOf(IOperation operation)
    {
        IOperation scope = operation;
        while (scope.Parent is { } parent && scope is not IBlockOperation)
        {
            scope = parent;
        }

        return scope;
    }

    private static bool IsRedirected(ILocalSymbol local, IOperation scope) => scope.Descendants().OfType<ISimpleAssignmentOperation>().Any(assignment =>
        assignment.IsRef && assignment.Target is ILocalReferenceOperation target && SymbolEqualityComparer.Default.Equals(target.Local, local));

    /// <summary>Whether an element stays the same element throughout a block: neither the view's variable nor the index's is assigned there.</summary>
    private bool IsFixed(Element element, IOperation scope) =>
        (element.Index is Position position ? position.Indices : [element.Index]).All(index => index is Number or Ir.Read)
        && !element.Reads().Any(cells.Contains)
        && !scope.Descendants().SelectMany(AssignedBy).SelectMany(Leaves).OfType<Read>().Any(assigned => element.Reads().Contains(assigned.Variable));

    /// <summary>What an operation gives another value, as far as it is made of variables.</summary>
    private IEnumerable<Expression> AssignedBy(IOperation operation) => TargetsOf(operation).SelectMany(PlacesOf);

    // A method that is called on something may assign all of it.
    private IEnumerable<IOperation> TargetsOf(IOperation operation) => operation switch
    {
        IAssignmentOperation { Target: ITupleOperation tuple } => tuple.DescendantsAndSelf().Where(part => part.Parent is ITupleOperation),
        IAssignmentOperation assignment => [assignment.Target],
        IIncrementOrDecrementOperation increment => [increment.Target],
        IArgumentOperation { Parameter: { } parameter } argument when parameter.RefKind is RefKind.Ref or RefKind.Out || CreatedClasses.CanChange(parameter.Type) => [argument.Value],
        IInvocationOperation { Instance: { } instance } when TypeFor(instance.Type).Kind == Ir.TypeKind.Aggregate => [instance],
        _ => [],
    };

    private IEnumerable<Expression> PlacesOf(IOperation target)
    {
        Expression? place = target switch
        {
            ILocalReferenceOperation local => OperandOf(local.Local),
            IParameterReferenceOperation parameter => OperandOf(parameter.Parameter),
            IInstanceReferenceOperation => self,
            _ => null,
        };
        return target switch
        {
            IFieldReferenceOperation { Instance: { } holder } field => PlacesOf(holder).Select(whole => Member(whole, AggregateReader.IndexOf(field.Field))).OfType<Expression>(),
            IPropertyReferenceOperation { Instance: { } holder } property => PlacesOf(holder).Select(whole => Member(whole, AggregateReader.IndexOf(property.Property))).OfType<Expression>(),
            _ => place is null ? [] : [place],
        };
    }
}
