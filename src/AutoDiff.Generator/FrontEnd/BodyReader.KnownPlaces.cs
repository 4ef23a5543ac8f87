using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>Indexers, inversions and copies of the framework's vectors and matrices, and the names of what they give.</content>
internal sealed partial class BodyReader
{
    /// <summary>Variables that hold the numbers of a known function's value until a variable of the source takes their place.</summary>
    private readonly HashSet<Variable> unclaimed = [];

    /// <summary>
    /// The numbers of a known function's value become the variable that is declared with it.
    /// <code>
    /// Vector3 n = Vector3.Cross(a, b);   =>   Vector3 cross = ..; float nX = cross.X;      not crossX
    /// </code>
    /// </summary>
    private bool TryClaim(Expression place, Expression value)
    {
        Variable[] old = [.. Leaves(value).OfType<Read>().Select(read => read.Variable)];
        Variable[] claimed = [.. Leaves(place).OfType<Read>().Select(read => read.Variable)];
        bool isWhole = old.Length > 0
            && old.Length == Leaves(value).Count()
            && old.Length == claimed.Length
            && old.All(unclaimed.Contains)
            && old.Distinct().Count() == old.Length
            && old.Zip(claimed, (from, to) => from.Type == to.Type).All(same => same)
            && old.All(variable => output.Exists(statement => statement is Declare declare && declare.Variable == variable));
        if (!isWhole)
        {
            return false;
        }

        Dictionary<Variable, Variable> names = old.Zip(claimed, (from, to) => (from, to)).ToDictionary(pair => pair.from, pair => pair.to);
        output = [.. output.Select(statement => Renaming.Apply(statement, variable => names.TryGetValue(variable, out Variable? name) ? name : variable))];
        unclaimed.ExceptWith(old);
        return true;
    }

    /// <summary><c>v[i]</c>, <c>m[row, column]</c>: a number where the indices are constant, otherwise asked of the framework.</summary>
    private Expression? ReadIndexer(IPropertyReferenceOperation operation, IOperation holder)
    {
        if (!operation.Property.IsIndexer || NumericsSignature.Of(operation.Property) is null || TypeFor(operation.Type) is not { IsFloatingPoint: true } type)
        {
            return null;
        }

        Expression[] operands = ReadInOrder([holder, .. operation.Arguments.Select(argument => argument.Value)]);
        int columns = ColumnsOf(operation.Property);
        Expression[] numbers = [.. Leaves(operands[0])];
        if (IndexOf(operands, columns, numbers.Length) is { } index)
        {
            return numbers[index];
        }

        operands = [.. operands.Select(operand => Repeatable(operand, ""))];
        Expression position = columns == 0 ? operands[1] : (new Number(IrType.Int32, columns) * operands[1]) + operands[2];
        string[] segments = columns == 0 ? ["", "[", "]"] : ["", "[", ", ", "]"];
        Opaque value = new(type, segments.ToEquatableArray(), operands.ToEquatableArray());
        return Stated("element", type, value, [operands[0]], (_, _, _) => (_, number) =>
            [Formula.Choose(Formula.Equal(position, new Number(IrType.Int32, number)), Formula.One(type), 0)]);
    }

    /// <summary><c>v[1] = x</c>, <c>m[0, 2] = x</c>, <c>m.Translation = v</c>; null if it is none of them.</summary>
    private Expression? ReadKnownPlace(IPropertyReferenceOperation target)
    {
        if (target.Instance is not { } holder || NumericsSignature.Of(target.Property) is not { } signature)
        {
            return null;
        }

        if (signature is "Matrix4x4.Translation" or "Matrix3x2.Translation" && ReadPlace(holder) is Composite matrix)
        {
            IrType type = TypeFor(target.Type);
            return new Composite(type, matrix.Members.Skip(type.Members.Count == 2 ? 4 : 12).Take(type.Members.Count).ToEquatableArray());
        }

        if (!target.Property.IsIndexer || target.Arguments.Any(argument => !argument.Value.ConstantValue.HasValue) || ReadPlace(holder) is not Composite whole)
        {
            return null;
        }

        Expression[] operands = [whole, .. target.Arguments.Select(argument => Read(argument.Value))];
        Expression[] numbers = [.. Leaves(whole)];
        return IndexOf(operands, ColumnsOf(target.Property), numbers.Length) is { } index ? numbers[index] : null;
    }

    private static int ColumnsOf(IPropertySymbol indexer) => indexer.Parameters.Length < 2 ? 0 : indexer.ContainingType.Name == "Matrix3x2" ? 2 : 4;

    private static int? IndexOf(Expression[] operands, int columns, int count) => operands switch
    {
        [_, Number { Value: var index }] when columns == 0 && index >= 0 && index < count => (int)index,
        [_, Number { Value: var row }, Number { Value: var column }] when columns > 0 && row >= 0 && row * columns < count && column >= 0 && column < columns => (int)((row * columns) + column),
        _ => null,
    };

    // bool ok = Matrix4x4.Invert(m, out n);   =>   Matrix4x4 inverse; bool isInvertible = Matrix4x4.Invert(m, out inverse); float nM11 = inverse.M11; ..
    private Expression? ReadInversion(IInvocationOperation operation)
    {
        IMethodSymbol method = operation.TargetMethod;
        IArgumentOperation target = operation.Arguments.First(argument => argument.Parameter!.RefKind == RefKind.Out);
        HelperArguments passed = new();
        Expression matrix = Repeatable(Read(operation.Arguments.First(argument => argument.Parameter!.RefKind == RefKind.None).Value), "");
        if (matrix is not Composite || Referenced(ReadReference(target, passed), passed) is not Composite place)
        {
            return Placeholder(operation);
        }

        IrType type = matrix.Type;
        Variable inverse = reading.NewVariable("inverse", Whole(type));
        Write(new Declare(inverse, null));
        Method called = new(
            MethodSymbolReader.NameOf(method.ContainingType),
            method.Name,
            IrType.Bool,
            [new MethodParameter("matrix", type, ParameterUse.Input), new MethodParameter("result", inverse.Type, ParameterUse.Overwritten) { Passing = ParameterPassing.Out }]);
        Variable isInvertible = Declare("isInvertible", new WithPartials(new Call(called, [matrix, new Read(inverse)]), [], []));
        NumericsRule rule = NumericsRules.Find($"{method.ContainingType.Name}.Invert({method.ContainingType.Name})")!;
        Expression numbers = Stated("inverse", type, new Read(inverse), [matrix], rule.Partials);
        AssignLeaves(place, numbers);
        foreach (System.Action writeBack in passed.WriteBack)
        {
            writeBack();
        }

        return new Read(isInvertible);
    }

    // v.CopyTo(span);   =>   float[] buffer = new float[3]; buffer[0] = vX; ..; buffer.CopyTo(span);      throws as the framework does
    private Constant ReadCopyTo(IInvocationOperation operation)
    {
        Expression[] operands = ReadInOrder([operation.Instance!, .. operation.Arguments.Select(argument => argument.Value)]);
        Expression[] numbers = [.. Leaves(operands[0])];
        if (operands.Length != 2 || !operands[1].Type.IsView || operands[1].Type.Element is not { IsFloatingPoint: true } element)
        {
            return Refuse(operation);
        }

        IrType array = IrType.ArrayOf(element);
        Read buffer = new(Declare("buffer", new NewBuffer(array, new Number(IrType.Int32, numbers.Length), BufferStorage.Array)));
        for (int i = 0; i < numbers.Length; i++)
        {
            Write(new Assign(new Element(buffer, new Number(IrType.Int32, i)), numbers[i]));
        }

        Write(new Copy(buffer, operands[1]));
        return Nothing;
    }
}
