using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>Fields that are read.</content>
internal sealed partial class BodyReader
{
    private Expression ReadField(IFieldReferenceOperation operation)
    {
        IFieldSymbol field = operation.Field;
        IrType type = TypeFor(field.Type);
        if (operation.Instance is { } instance && IsInParts(instance) && !TypeReader.IsMemory(field.Type))
        {
            return Member(Holder(instance), AggregateReader.IndexOf(field)) is { } member ? Stored(operation, field, member) : Refuse(operation);
        }

        if (type.Kind == Ir.TypeKind.Aggregate)
        {
            return ReadKnownConstant(operation) ?? TakeApart(ReadOpaque(operation), type);
        }

        if (TypeReader.IsMemory(field.Type))
        {
            return Refuse(operation, Fence.StoredMemory);
        }

        if (reading.NameOf(field) is not { } name)
        {
            Fence.RefuseHidden(reading, operation.Syntax, field);
            return Placeholder(operation);
        }

        if (operation.Instance is IInstanceReferenceOperation && self is not null && field.IsReadOnly && (TypeReader.IsScalar(type) || type.IsView))
        {
            return new Read(FixedField(field, new Field(self, "." + name, type)));
        }

        if (field is not { IsStatic: true, IsReadOnly: true } || !(TypeReader.IsScalar(type) || type.Kind == Ir.TypeKind.Array))
        {
            return ReadOpaque(operation);
        }

        Constant constant = new(type, TypeArguments.Within(field.ContainingType, reading.TypeArguments, reading.Model.Compilation).GlobalName() + "." + name);
        return type.IsView ? new Read(FixedField(field, constant)) : constant;
    }

    // s += Table[i];   =>   double[] table = Table; … s += table[i];      the array is the same all through the method
    private Variable FixedField(IFieldSymbol field, Expression value)
    {
        if (!fixedFields.TryGetValue(field, out Variable variable))
        {
            string name = field.Name.TrimStart('_');
            name = name.Length == 0 ? "field" : char.ToLowerInvariant(name[0]) + name.Substring(1);
            variable = reading.NewVariable(name, value.Type);
            fixedFields.Add(field, variable);
            fixedArrays.Add(new Declare(variable, value));
        }

        return variable;
    }
}
