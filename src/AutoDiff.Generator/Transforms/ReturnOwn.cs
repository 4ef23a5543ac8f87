using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Transforms;

/// <summary>
/// A method that stays a call returns an array of its own, which no other name in it stands for, so that its gradient is
/// the one that its caller has. Where there are several returns, or several buffers, a stack brings them to the end:
/// <code>
/// return s;   =>   double[] result = new double[s.Length]; s.CopyTo(result); return result;
/// if (c) return a; …; return b;   =>   if (c) { stack.Push(a); n = a.Length; } else { …; stack.Push(b); n = b.Length; } double[] result = stack.Pop(n).ToArray(); return result;
/// </code>
/// </summary>
internal sealed class ReturnOwn
{
    private readonly Function function;
    private readonly Variable? stack;

    private ReturnOwn(Function function)
    {
        this.function = function;
        bool isPlain = function.ReturnType.Kind != TypeKind.Array
            || (function.Body.SelfAndDescendants().OfType<Return>().Take(2).Count() == 1 && function.Body.Statements is [.., Return { Value: not TupleValue }]);
        stack = isPlain ? null : Identifiers.After(function).Fresh("returned", IrType.StackOf(function.ReturnType.Element!));
    }

    /// <summary>Lowers a function by way of the form that it has while it has several returns.</summary>
    public static Function Around(Function function, System.Func<Function, Function> lower)
    {
        ReturnOwn own = new(function);
        return own.Finished(lower(own.Pushed()));
    }

    private Function Pushed()
    {
        if (stack is null)
        {
            return function;
        }

        Identifiers identifiers = new(stack.Id + 1);
        return function with
        {
            ReturnType = IrType.Int32,
            Body = new Block([new Declare(stack, null), .. function.Body.Expand(statement => statement is Return { Value: { } value } exit ? Pushed(exit, Parts(value), identifiers) : [statement]).Statements]),
        };
    }

    private IEnumerable<Statement> Pushed(Return exit, Expression[] parts, Identifiers identifiers)
    {
        for (int i = 0; i < parts.Length; i++)
        {
            if (parts[i] is Call call)
            {
                // It is pushed and asked for its length, and must run once.
                Variable named = identifiers.Fresh(Names.Of(call), call.Type);
                yield return new Declare(named, call) { Origin = exit.Origin };
                parts[i] = new Read(named);
            }

            yield return new Push(stack!, parts[i]) { Origin = exit.Origin };
        }

        yield return exit with { Value = parts.Select(part => (Expression)new Length(part)).Aggregate((sum, length) => sum + length) };
    }

    private Function Finished(Function lowered)
    {
        if (function.ReturnType.Kind != TypeKind.Array || lowered.Body.Statements is not [.., Return { Value: { } value } exit] || IsOwn(lowered, value))
        {
            return lowered;
        }

        Identifiers identifiers = Identifiers.After(lowered);
        List<Statement> last = [];
        Variable result = identifiers.Fresh("result", function.ReturnType);
        if (stack is null)
        {
            last.Add(new Declare(result, new NewBuffer(result.Type, new Length(value), BufferStorage.Array)) { Origin = exit.Origin });
            last.Add(new Copy(value, new Read(result)) { Origin = exit.Origin });
        }
        else
        {
            Variable length = identifiers.Fresh("resultLength", IrType.Int32);
            last.Add(new Declare(length, value) { Origin = exit.Origin });
            last.Add(new Declare(result, new PopBlock(stack, new Read(length)) { IsArray = true }) { Origin = exit.Origin });
        }

        last.Add(exit with { Value = new Read(result) });
        return lowered with { ReturnType = function.ReturnType, Body = new Block([.. lowered.Body.Statements.Take(lowered.Body.Statements.Count - 1), .. last]) };
    }

    private static Expression[] Parts(Expression value) => value is TupleValue tuple ? [.. tuple.Elements.Select(element => element.Value)] : [value];

    private static bool IsOwn(Function function, Expression value) => value is Read { Variable: var array }
        && function.Body.Statements.Any(statement => statement is Declare { Value: NewBuffer { Storage: BufferStorage.Array } } declare && declare.Variable == array)
        && !function.Body.SelfAndDescendants().Any(statement => Written.Variables(statement).Contains(array));
}
