using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>Assignments.</content>
internal sealed partial class BodyReader
{
    /// <summary><c>a = b</c>; as an expression it has the value that was stored.</summary>
    private Expression ReadAssignment(ISimpleAssignmentOperation operation, bool isValueUsed)
    {
        if (!isValueUsed && operation.Target is ILocalReferenceOperation { Local: var given } && delegates.TryGetValue(given, out DelegateTarget? known) && known.Number is null)
        {
            // Where the local is called, its code stands.
            return Nothing;
        }

        if (OwnListOf(operation.Target) is { } list)
        {
            ReplaceList(list, operation.Value);
            return Nothing;
        }

        if (operation.Target is IDiscardOperation)
        {
            Expression discarded = ReadRoot(operation.Value);
            if (isValueUsed)
            {
                return Hoist(discarded);
            }

            Write(new Evaluate(discarded));
            return discarded;
        }

        if (operation.Target is IPropertyReferenceOperation computed && SetterOf(computed) is { } setter)
        {
            return Set(operation, computed, setter, () => Read(operation.Value));
        }

        (List<Statement> placeWritten, Expression? place) = Apart(() => ReadPlace(operation.Target));
        (List<Statement> written, Expression value) = Apart(() => ReadRoot(operation.Value));
        output.AddRange(placeWritten);
        if (place is null)
        {
            return Placeholder(operation);
        }

        // A body may be written out before the assignment, and change what the target is located by: a[next[0]] = Next(next);
        bool callsBody = value.SelfAndDescendants().Any(part => part is Call { Method.Body: not null });
        Effects effects = Effects.Of(callsBody ? [.. written, new Evaluate(value)] : written);
        if (written.Count > 0 || callsBody || (ElementsOf(place).Any() && MayThrow(effects)))
        {
            place = SettlePlace(place, effects, IsAskedLater(operation.Target));
            output.AddRange(written);
        }

        if (place is Composite || IsInColumns(value))
        {
            AssignLeaves(place, value);
            return place;
        }

        if (value is NewBuffer || (isValueUsed && place is Element))
        {
            value = value is Number or Constant or Ir.Read ? value : new Read(Declare(NameFor(value), value));
        }

        Write(new Assign(place, value));
        return place is Ir.Read ? place : value;
    }

    /// <summary>
    /// <c>a op= b</c>: the target is located once, read before <c>b</c>, and gets the result converted back to its
    /// type: <c>f += d</c> => <c>f = (float)((double)f + d)</c>.
    /// </summary>
    private Expression ReadCompound(ICompoundAssignmentOperation operation, bool isValueUsed)
    {
        IrType type = TypeFor(operation.Target.Type);
        if (operation.OperatorMethod is { } method && TypeFor(operation.Type).Kind == Ir.TypeKind.Aggregate)
        {
            return ReadOperatorAssignment(operation, method);
        }

        if (operation.Target is IPropertyReferenceOperation property && SetterOf(property) is { } setter && Operators.Of(operation.OperatorKind) is { } updates && TypeReader.IsScalar(type))
        {
            // p.Half += a   =>   p.Half = p.Half + a
            return Set(operation, property, setter, () =>
            {
                Expression[] operands = InOrder(() => Read(property), () => Read(operation.Value));
                return Updated(operands[0], updates, operands[1], Computed(type, updates, operands[1]), operation.IsChecked);
            });
        }

        if (operation is { Target.Type.TypeKind: not Microsoft.CodeAnalysis.TypeKind.Delegate, IsLifted: false, IsChecked: false, InConversion.IsIdentity: true, OutConversion.IsIdentity: true, Syntax: AssignmentExpressionSyntax { OperatorToken.Text: var token } }
            && type.Kind == Ir.TypeKind.Other
            && SymbolEqualityComparer.Default.Equals(operation.Type, operation.OperatorMethod?.ReturnType ?? operation.Type))
        {
            return ReadKept(operation, operation.Target, token.Substring(0, token.Length - 1), () => Read(operation.Value), isValueUsed);
        }

        if (!IsBuiltIn(operation.OperatorMethod) || operation.IsLifted || !TypeReader.IsScalar(type)
            || !TypeReader.IsScalar(TypeFor(operation.Value.Type)) || Operators.Of(operation.OperatorKind) is not { } symbol)
        {
            return Refuse(operation);
        }

        if (ReadPlace(operation.Target) is not { } place)
        {
            return Placeholder(operation);
        }

        (place, Expression old, Expression value) = Updating(isValueUsed ? Repeatable(place) : place, () => Read(operation.Value));
        Update(place, old, symbol, value, Computed(type, symbol, value), operation.IsChecked);
        return place;
    }

    /// <summary>The type that a compound assignment computes in: that of the value, to which the old one is converted.</summary>
    private static IrType Computed(IrType type, BinaryOperator symbol, Expression value) =>
        symbol is BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight or BinaryOperator.UnsignedShiftRight ? TypeReader.Promoted(type) : value.Type;

    /// <summary><c>p += q</c> of aggregates => <c>p = p + q</c>, with <c>p</c> located once.</summary>
    private Expression ReadOperatorAssignment(ICompoundAssignmentOperation operation, IMethodSymbol method)
    {
        if (operation.InConversion.IsUserDefined || operation.OutConversion.IsUserDefined)
        {
            return Refuse(operation);
        }

        if (ReadPlace(operation.Target) is not { } place)
        {
            return Placeholder(operation);
        }

        bool isObject = CreatedClasses.CanChange(operation.Target.Type);
        (place, Expression old, Expression operand) = Updating(Repeatable(place), () => isObject ? AsObject(Read(operation.Value), operation.Value, "operand") : Read(operation.Value));
        Expression[] operands = [isObject ? place : old, operand];
        Expression value = reading.Helpers.BodyOf(method) is null
            ? KnownOperator(operation, method, operands) ?? Refuse(operation)
            : CallOperator(operation, method, operands);
        AssignLeaves(place, value);
        return place;
    }

    /// <summary><c>flags |= Flag.A</c>, <c>state++</c>, of a type that carries no derivatives: <c>flags = flags | Flag.A</c>.</summary>
    private Expression ReadKept(IOperation operation, IOperation target, string symbol, System.Func<Expression> readValue, bool isValueUsed, bool isPostfix = false)
    {
        if (ReadPlace(target) is not { } place)
        {
            return Placeholder(operation);
        }

        place = Repeatable(place);
        Expression result = isValueUsed && isPostfix ? new Read(Declare(NameFor(place), place)) : place;
        (place, Expression old, Expression value) = Updating(place, readValue);
        Write(new Assign(place, new Opaque(place.Type, ["", " " + symbol + " ", ""], [old, value]) { Site = Site(operation) }));
        return result;
    }

    /// <summary>
    /// <c>place = old op value</c>. A sum into the same place becomes <c>place += value</c>, which has the same bits;
    /// a difference adds the negative, exact except for unsigned integers.
    /// </summary>
    private void Update(Expression place, Expression old, BinaryOperator symbol, Expression value, IrType computed, bool isChecked)
    {
        IrType type = place.Type;
        bool isPlain = !type.IsInteger || OverflowOf(isChecked) == Overflow.Unspecified;
        if (isPlain && ReferenceEquals(old, place) && type == computed && value.Type == computed)
        {
            if (symbol == BinaryOperator.Add)
            {
                Write(new Accumulate(place, value));
                return;
            }

            if (symbol == BinaryOperator.Subtract && IsSigned(type))
            {
                Write(new Accumulate(place, new Unary(UnaryOperator.Negate, value)));
                return;
            }
        }

        Write(new Assign(place, Updated(old, symbol, value, computed, isChecked)));
    }

    /// <summary><c>old op value</c>, computed in a type of its own and converted back.</summary>
    private Expression Updated(Expression old, BinaryOperator symbol, Expression value, IrType computed, bool isChecked)
    {
        IrType type = old.Type;
        Expression left = computed == type ? old : new Conversion(computed, old, IsImplicit: true);
        Expression result = WithOverflow(new Binary(symbol, left, value), isChecked);
        return computed == type ? result : WithOverflow(new Conversion(type, result, IsImplicit: false), isChecked);
    }

    private static bool IsSigned(IrType type) => type.IsFloatingPoint || type.Kind is Ir.TypeKind.Int32 or Ir.TypeKind.Int64 or Ir.TypeKind.NInt;

    /// <summary>The members of an annotated method's own object can be read, not written.</summary>
    private Expression? Assignable(IOperation target, Expression? place)
    {
        if (place is null || Leaves(place).All(leaf => leaf is Element || (leaf is Ir.Read read && !own.Contains(read.Variable))))
        {
            return place;
        }

        Refuse(target, Fence.AssignedField);
        return null;
    }

    /// <summary>The target of an assignment: a variable or an element; null if it is refused.</summary>
    private Expression? ReadPlace(IOperation target)
    {
        if (located.TryGetValue(target, out Expression? settled))
        {
            return settled;
        }

        if (IsOfExtension(target))
        {
            Refuse(target, Fence.ExtensionBlock);
            return null;
        }

        switch (target)
        {
            case ILocalReferenceOperation reference when references.TryGetValue(reference.Local, out Expression place):
                return place;
            case ILocalReferenceOperation { IsDeclaration: false } local:
                return ValueOf(local.Local, local.Local.Type);
            case IParameterReferenceOperation parameter when IsCaptured(parameter.Parameter):
                return isOwnObject || self is Constant ? Assignable(target, new Constant(TypeFor(target.Type), "default")) : Assignable(target, ReadCaptured(parameter));
            case IParameterReferenceOperation parameter:
                return ReadParameter(parameter);
            case IInstanceReferenceOperation when self is Composite:
                return self;
            case IFieldReferenceOperation { Instance: { } holder } member when TypeFor(holder.Type).Kind == Ir.TypeKind.Aggregate:
                return ReadPlace(holder) is { } whole ? Assignable(target, Member(whole, AggregateReader.IndexOf(member.Field))) : null;
            case IPropertyReferenceOperation { Instance: { } holder } member when TypeFor(holder.Type).Kind == Ir.TypeKind.Aggregate && AggregateReader.IndexOf(member.Property) >= 0:
                return ReadPlace(holder) is { } owner ? Assignable(target, Member(owner, AggregateReader.IndexOf(member.Property))) : null;
            case IPropertyReferenceOperation or IInvocationOperation when ReadReferred(target) is { } referred:
                return referred;
            case IPropertyReferenceOperation property when ReadKnownPlace(property) is { } known:
                return known;
            case ITupleOperation tuple:
                return ReadTarget(tuple);
            case IFieldReferenceOperation:
                Refuse(target, Fence.AssignedField);
                return null;
            case IInvalidOperation:
                reading.HasCompileErrors = true;
                return null;
        }

        if (target is IPropertyReferenceOperation { Instance: { } list } && TypeFor(TypeOf(list)).Kind == Ir.TypeKind.List && OwnListOf(list) is null)
        {
            Refuse(target, Fence.AssignedList);
            return null;
        }

        if (IsElement(target))
        {
            Expression element = ReadElement(target);
            return element is Element or Composite ? element : null;
        }

        Refuse(target, target is IPropertyReferenceOperation ? Fence.AssignedField : Fence.AssignedElsewhere);
        return null;
    }
}
