using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>
/// Buffers of structs that the method itself creates: one buffer for each number, its columns. A view of them is a
/// <see cref="Composite"/> of views.
/// <code>
/// Span&lt;Pt&gt; ps = new Pt[n]; ps[i] = new Pt(a, b);
/// =>
/// Span&lt;double&gt; psX = new double[n]; Span&lt;double&gt; psY = new double[n]; psX[i] = a; psY[i] = b;
///
/// Pt[,] ps = new Pt[n, m]; ps[i, j].X += a;   =>   double[,] psX = new double[n, m]; .. psX[i, j] += a;
/// </code>
/// The memory of a parameter stays as the caller has it.
/// </content>
internal sealed partial class BodyReader
{
    /// <summary>The member of which structs each column holds.</summary>
    private readonly Dictionary<Variable, string> memberOf = [];

    /// <summary>The name of the next buffer that is created for a local.</summary>
    private string? columnsName;

    private static bool IsOfAggregates(IrType type) => type.IsView && type.Innermost.Kind == Ir.TypeKind.Aggregate;

    public static bool IsInColumns(Expression view) => view is Composite { AggregateType.IsView: true };

    /// <summary>New variables for views, one for each number of an element.</summary>
    private Expression NewColumns(string name, IrType type) => Columns(name, type, "", (column, view, path) => new Read(NewColumn(column, view, type, path)));

    private Variable NewColumn(string name, IrType view, IrType type, string path)
    {
        Variable column = reading.NewVariable(name, view);
        memberOf.Add(column, type.Innermost.Name + path);
        return column;
    }

    /// <summary>Whether two views may share memory: columns of different members never do, nor with anything that is none.</summary>
    private bool MayMeet(Expression view, Expression other)
    {
        (string? first, string? second) = (MemberOf(view), MemberOf(other));
        return (first is null && second is null) || first == second;
    }

    private string? MemberOf(Expression view) => view switch
    {
        Read read => memberOf.TryGetValue(read.Variable, out string? member) ? member : null,
        Slice slice => MemberOf(slice.View),
        Element row => MemberOf(row.View),
        Conversion conversion => MemberOf(conversion.Operand),
        _ => null,
    };

    /// <summary>New buffers, one for each number of an element.</summary>
    private Expression DeclareColumns(string name, IrType type, Expression count, BufferStorage storage)
    {
        count = count is Length { View: Ir.Read } ? count : Simple(count, "count");
        return Columns(name, type, "", (column, view, path) =>
        {
            Variable variable = NewColumn(column, view, type, path);
            Write(new Declare(variable, new NewBuffer(view, count, storage)));
            return new Read(variable);
        });
    }

    private static Expression Columns(string name, IrType type, string path, Func<string, IrType, string, Expression> make) => type.Innermost.Kind == Ir.TypeKind.Aggregate
        ? new Composite(type, type.Innermost.Members.Select(member => Columns(name + Names.Capitalised(member.Name.TrimStart('@')), type.Of(member.Type), path + "." + member.Name, make)).ToEquatableArray())
        : make(name, type, path);

    /// <summary>Whether the numbers of an element can have buffers of their own; of arrays in it, the column is an array of arrays.</summary>
    private static bool HasColumns(IrType view) => HasColumns(view.Element!, canHoldArrays: view.Kind == Ir.TypeKind.Array);

    private static bool HasColumns(IrType element, bool canHoldArrays) => element.Kind switch
    {
        Ir.TypeKind.Aggregate => element.Members.All(member => HasColumns(member.Type, canHoldArrays)),
        Ir.TypeKind.Array => canHoldArrays && (element.Element!.Kind == Ir.TypeKind.Aggregate ? HasColumns(element.Element, canHoldArrays: false) : !element.Element.IsView),
        _ => !element.IsView,
    };

    /// <summary>Does to every column what is done to a view.</summary>
    private static Expression OnColumns(Expression view, Func<Expression, Expression> map)
    {
        if (view is not Composite { AggregateType.IsView: true } columns)
        {
            return map(view);
        }

        Expression[] mapped = [.. columns.Members.Select(member => OnColumns(member, map))];
        return new Composite(Leaves(mapped[0]).First().Type with { Element = columns.Type.Element }, mapped.ToEquatableArray());
    }

    private static Length LengthOf(Expression view) => new(Leaves(view).First());

    /// <summary><c>grid.GetLength(dimension)</c></summary>
    private static Length LengthOf(Expression grid, int dimension) => LengthOf(grid) with { Dimension = dimension };

    /// <summary><c>ps == null</c> of a view in columns, which are there or not all together; null if it is another comparison.</summary>
    private Opaque? ReadColumnsTest(IBinaryOperation operation)
    {
        IOperation[] sides = [Unconverted(operation.LeftOperand), Unconverted(operation.RightOperand)];
        int tested = Array.FindIndex(sides, side => IsOfAggregates(TypeFor(TypeOf(side))));
        if (operation.OperatorKind is not (BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals)
            || tested < 0
            || sides[1 - tested].ConstantValue is not { HasValue: true, Value: null }
            || Apart(() => Read(sides[tested])) is not { Written.Count: 0, Result: var view }
            || !IsInColumns(view))
        {
            return null;
        }

        return operation.OperatorKind == BinaryOperatorKind.Equals ? IsNull(view) : NotNull(view);
    }

    private static Expression SliceOf(Expression view, Expression start, Expression? count) => OnColumns(view, column => new Slice(column, start, count));

    private static Expression ConvertedView(Expression view, IrType type, bool isImplicit) => IsInColumns(view)
        ? OnColumns(view, column => column.Type.Kind == type.Kind ? column : new Conversion(type with { Element = column.Type.Element }, column, isImplicit))
        : new Conversion(type, view, isImplicit);

    /// <summary>A view of no memory, also where it is a member.</summary>
    private static Expression Nowhere(Expression place, Expression value) => (place, value) switch
    {
        (_, Constant { Text: var text }) when IsInColumns(place) => OnColumns(place, column => new Constant(column.Type, text)),
        (Composite whole, Composite parts) when !IsInColumns(place) && whole.Members.Count == parts.Members.Count =>
            parts with { Members = whole.Members.Zip(parts.Members, Nowhere).ToEquatableArray() },
        _ => value,
    };

    /// <summary>Whether an array of structs is in columns from the beginning, as what it will hold is; where that is not known, all are or none (see <see cref="Reading.OwnsArrays"/>).</summary>
    private bool BeginsInColumns(IrType type, Expression? like) =>
        like is null or Constant ? type.Kind is Ir.TypeKind.Array or Ir.TypeKind.Grid && HasColumns(type) && reading.OwnsArrays : IsInColumns(like);

    /// <summary>The arrays of structs that are members of a value.</summary>
    public static Expression[] ArraysIn(Expression value) => value is Composite composite && !IsInColumns(value)
        ? [.. composite.Members.SelectMany(member => IsOfAggregates(member.Type) ? [member] : ArraysIn(member))]
        : [];

    private static bool IsAlike(Expression place, Expression value) => (place, value) switch
    {
        (_, Constant) => true,
        _ when IsOfAggregates(place.Type) => IsInColumns(place) == IsInColumns(value),
        (Composite whole, Composite parts) => whole.Members.Zip(parts.Members, IsAlike).All(isAlike => isAlike),
        _ => true,
    };

    /// <summary>Whether both are in columns, or neither: a view of the one kind cannot become one of the other.</summary>
    private bool AreAlike(Expression place, Expression value)
    {
        bool isAlike = IsAlike(place, value);
        if (!isAlike)
        {
            Location location = origin is { } statement ? reading.Sites[statement.Ordinal] : reading.Declaration.GetLocation();
            reading.Refuse(RefusalIds.UnsupportedConstruct, location, Fence.MixedStructs.Construct, Fence.MixedStructs.Reason, Fence.MixedStructs.Instead);
        }

        return isAlike;
    }

    /// <summary>A local that views structs: it has columns if what it begins with has, or if it begins without a value.</summary>
    private void ReadColumns(ILocalSymbol local, IrType type, IOperation? initialiser)
    {
        if (initialiser is null)
        {
            bound[local] = NewColumns(local.Name, type);
            DeclareLeaves(bound[local], null);
            return;
        }

        IOperation inner = Unconverted(initialiser);
        bool isNew = IsStackAlloc(inner.Syntax) || inner is IArrayCreationOperation or ICollectionExpressionOperation;
        columnsName = local.Name;
        Expression value = isNew ? IsStackAlloc(inner.Syntax) ? ReadStackAlloc(inner, null) : ReadNewBuffer(inner, null, type) : Read(initialiser);
        columnsName = null;
        if (isNew && value.Type == type && IsInColumns(value))
        {
            bound[local] = value;
            return;
        }

        if (!IsInColumns(value) && value is not Constant)
        {
            Write(new Declare(VariableOf(local, local.Type), value.Type == type ? value : new Conversion(type, value, IsImplicit: true)));
            return;
        }

        bound[local] = NewColumns(local.Name, type);
        DeclareLeaves(bound[local], value);
    }

    private static bool IsStackAlloc(SyntaxNode syntax) => syntax is StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax;

    /// <summary><c>source.CopyTo(target)</c></summary>
    private void WriteCopy(Expression source, Expression target)
    {
        bool isList = source.Type.Kind == Ir.TypeKind.List;
        if (!isList && (!IsOfAggregates(source.Type) || !IsOfAggregates(target.Type)))
        {
            Write(new Copy(source, target));
            return;
        }

        source = Kept(source, "source");
        target = Kept(target, "target");
        if (!isList && IsInColumns(source) && IsInColumns(target))
        {
            foreach ((Expression from, Expression to) in Leaves(source).Zip(Leaves(target), (from, to) => (from, to)))
            {
                Write(new Copy(from, to));
            }

            return;
        }

        Write(new If(new Binary(BinaryOperator.Greater, LengthOf(source), LengthOf(target)), new Block([Thrown("ArgumentException", "Destination is too short.")]), Block.Empty));
        if (!isList && !IsInColumns(source) && !IsInColumns(target))
        {
            // Both may see the same memory.
            Expression between = DeclareColumns("copy", IrType.ArrayOf(source.Type.Element!), LengthOf(source), BufferStorage.Array);
            WriteEachElement(source, index => AssignLeaves(ElementOf(between, index), ElementOf(source, index)));
            source = between;
        }

        WriteEachElement(source, index => AssignLeaves(ElementOf(target, index), ElementOf(source, index)));
    }

    /// <summary><c>view.Fill(value)</c></summary>
    private void WriteFill(Expression view, Expression value)
    {
        if (!IsOfAggregates(view.Type))
        {
            Write(new Fill(view, value));
            return;
        }

        view = Kept(view, "view");
        value = Simple(value, "value");
        if (!IsInColumns(view))
        {
            WriteEachElement(view, index => AssignLeaves(ElementAt(view, index), value));
            return;
        }

        foreach ((Expression column, Expression part) in Leaves(view).Zip(Leaves(value), (column, part) => (column, part)))
        {
            Write(new Fill(column, As(part, column.Type.Element!)));
        }
    }

    private void WriteEachElement(Expression view, Action<Expression> write)
    {
        Variable counter = reading.NewVariable("k", IrType.Int32);
        Write(new For(counter, new Number(IrType.Int32, 0), BinaryOperator.Less, LengthOf(view), 1, BlockOf(() => write(new Read(counter)))));
    }

    /// <summary>A view that statements can name as often as they like.</summary>
    private Expression Kept(Expression view, string name) => OnColumns(view, column => Simple(column, name));

    /// <summary>The columns that statements with effects leave as they are.</summary>
    private static bool IsFixedView(Expression view, HashSet<Variable> assigned) => Leaves(view).All(column => column is Ir.Read { Variable: var variable } && !assigned.Contains(variable));
}
