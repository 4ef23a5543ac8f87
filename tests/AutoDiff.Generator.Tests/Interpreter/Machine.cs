using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Tests.Interpreter;

/// <summary>
/// Executes IR with the semantics of C#, exceptions included. Every floating-point value carries a tangent, so that a run
/// with tangents is forward-mode differentiation that shares nothing with the generator.
/// </summary>
internal sealed partial class Machine
{
    private const int StepLimit = 10_000_000;

    private readonly Dictionary<Variable, object> variables = [];
    private IReadOnlyDictionary<string, Helper> helpers = new Dictionary<string, Helper>();
    private object? result;
    private int steps;

    private enum Flow
    {
        Next,
        Break,
        Continue,
        Return,
    }

    /// <summary>
    /// Runs a function. Arguments are C# values; arrays stand for arrays and spans alike, an array passed twice is one
    /// buffer, and what the function stores is copied back into it.
    /// </summary>
    public static Outcome Run(Function function, params object[] arguments) => RunWithTangents(function, arguments, new object?[arguments.Length]);

    /// <summary>
    /// Runs a function with tangents: a <c>double</c> for a scalar, a <c>double[]</c> for an array, null for zero. Tangents
    /// of stored values are copied back as well.
    /// </summary>
    public static Outcome RunWithTangents(Function function, object[] arguments, object?[] tangents) => Run(new Machine(), function, arguments, tangents);

    /// <summary>Runs a function that calls others, whose bodies are run as well.</summary>
    public static Outcome RunWithHelpers(Function function, IEnumerable<Helper> helpers, params object[] arguments) =>
        Run(new Machine { helpers = helpers.ToDictionary(helper => helper.Key) }, function, arguments, new object?[arguments.Length]);

    private static Outcome Run(Machine machine, Function function, object[] arguments, object?[] tangents)
    {
        var buffers = new Dictionary<Array, (Buffer Buffer, double[]? Tangents)>(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < arguments.Length; i++)
        {
            machine.variables[function.Parameters[i].Variable] = arguments[i] switch
            {
                Array array => Whole(Wrap(array, tangents[i] as double[], buffers)),
                object scalar => Scalars.FromBoxed(scalar, tangents[i] is double tangent ? tangent : 0),
            };
        }

        try
        {
            machine.Execute(function.Body);
        }
        finally
        {
            foreach ((Array array, (Buffer buffer, double[]? arrayTangents)) in buffers)
            {
                Unwrap(buffer, array, arrayTangents);
            }
        }

        return new Outcome(machine.result, function.Parameters.Select(parameter => parameter.Variable).ToDictionary(variable => variable, variable => machine.variables[variable]));
    }

    /// <summary>Runs the body of a helper. What a local function captures it shares with its caller.</summary>
    private object? Enter(Call call, Function function)
    {
        Machine callee = new() { helpers = helpers, steps = steps };
        foreach ((Variable variable, object value) in variables)
        {
            callee.variables[variable] = value;
        }

        for (int i = 0; i < call.Arguments.Count; i++)
        {
            Variable parameter = function.Parameters[i].Variable;
            if (function.Parameters[i].Passing != ParameterPassing.Out)
            {
                callee.variables[parameter] = Value(call.Arguments[i])!;
            }
        }

        callee.Execute(function.Body);
        steps = callee.steps;
        for (int i = 0; i < call.Arguments.Count; i++)
        {
            if (function.Parameters[i].Passing is ParameterPassing.Ref or ParameterPassing.Out)
            {
                variables[((Read)call.Arguments[i]).Variable] = callee.variables[function.Parameters[i].Variable];
            }
        }

        foreach (Variable captured in call.Captured)
        {
            variables[captured] = callee.variables[captured];
        }

        return callee.result;
    }

    /// <summary>Evaluates an expression whose variables have the given C# values.</summary>
    public static object? Evaluate(Expression expression, params (Variable Variable, object Value)[] values)
    {
        var machine = new Machine();
        foreach ((Variable variable, object value) in values)
        {
            machine.variables[variable] = value is Array array ? Whole(Wrap(array, null, [])) : Scalars.FromBoxed(value);
        }

        return machine.Value(expression) is object result ? Scalars.ToBoxed(result) : null;
    }

    private static View Whole(Buffer buffer) => new(buffer, 0, buffer.Items.Length);

    private static Buffer Wrap(Array array, double[]? tangents, Dictionary<Array, (Buffer Buffer, double[]? Tangents)> buffers)
    {
        if (!buffers.TryGetValue(array, out (Buffer Buffer, double[]? Tangents) known))
        {
            if (array.Rank > 1 || array is Array[])
            {
                throw new NotSupportedException("Arrays of several dimensions, or of arrays.");
            }

            known = (new Buffer([.. array.Cast<object>().Select((item, i) => Scalars.FromBoxed(item, tangents?[i] ?? 0))]), tangents);
            buffers.Add(array, known);
        }

        return known.Buffer;
    }

    private static void Unwrap(Buffer buffer, Array array, double[]? tangents)
    {
        for (int i = 0; i < array.Length; i++)
        {
            array.SetValue(Scalars.ToBoxed(buffer.Items[i]), i);
            if (tangents is not null && buffer.Items[i] is Dual dual)
            {
                tangents[i] = dual.Tangent;
            }
        }
    }

    private Flow Execute(Block block)
    {
        foreach (Statement statement in block.Statements)
        {
            Flow flow = Execute(statement);
            if (flow != Flow.Next)
            {
                return flow;
            }
        }

        return Flow.Next;
    }

    private Flow Execute(Statement statement)
    {
        if (++steps > StepLimit)
        {
            throw new InvalidOperationException("The program does not seem to end.");
        }

        switch (statement)
        {
            case Declare { Variable.Type.Kind: TypeKind.Stack } declare:
                variables[declare.Variable] = new List<object>();
                return Flow.Next;
            case Declare { Variable.Type.Kind: TypeKind.Arena } declare:
                variables[declare.Variable] = new Arena();
                return Flow.Next;
            case Declare { Value: null } declare:
                variables.Remove(declare.Variable);
                return Flow.Next;
            case Declare declare:
                variables[declare.Variable] = Value(declare.Value)!;
                return Flow.Next;
            case Assign assign:
                Store(assign.Target, () => Value(assign.Value)!);
                return Flow.Next;
            case Accumulate accumulate:
                Update(accumulate);
                return Flow.Next;
            case Evaluate evaluate:
                Value(evaluate.Value);
                return Flow.Next;
            case Copy copy:
                ViewOf(copy.Source).CopyTo(ViewOf(copy.Target));
                return Flow.Next;
            case Fill fill:
                ViewOf(fill.Target).Fill(Value(fill.Value)!);
                return Flow.Next;
            case If choice:
                return Execute(IsTrue(choice.Condition) ? choice.Then : choice.Else);
            case For loop:
                return Execute(loop);
            case While loop:
                return Execute(loop);
            case Try attempt:
                return Execute(attempt);
            case Leavable part:
                Flow left = Execute(part.Body);
                return left == (part.By == Exits.Break ? Flow.Break : Flow.Continue) ? Flow.Next : left;
            case Break:
                return Flow.Break;
            case Continue:
                return Flow.Continue;
            case Return exit:
                result = exit.Value is null ? null : Value(exit.Value);
                return Flow.Return;
            case Throw exit:
                throw new ProgramException(Printer.Print(exit.Value));
            case Push push:
                PushOn((List<object>)variables[push.Stack], Value(push.Value)!);
                return Flow.Next;
            default:
                throw new NotSupportedException(Printer.Print(statement));
        }
    }

    private Flow Execute(Try attempt)
    {
        try
        {
            return Execute(attempt.Body);
        }
        finally
        {
            Execute(attempt.Cleanup);
        }
    }

    private Flow Execute(For loop)
    {
        object step = Scalars.Convert(loop.Step, loop.Counter.Type);
        variables[loop.Counter] = Value(loop.From)!;
        while ((loop.Exit is null || !(bool)variables[loop.Exit]) && (bool)Scalars.Binary(loop.Comparison, variables[loop.Counter], Value(loop.Bound)!))
        {
            Flow flow = Execute(loop.Body);
            if (flow == Flow.Break)
            {
                break;
            }

            if (flow == Flow.Return)
            {
                return flow;
            }

            variables[loop.Counter] = Scalars.Binary(BinaryOperator.Add, variables[loop.Counter], step);
            CountStep();
        }

        return Flow.Next;
    }

    private Flow Execute(While loop)
    {
        while (IsTrue(loop.Condition))
        {
            Flow flow = Execute(loop.Body);
            if (flow == Flow.Break)
            {
                break;
            }

            if (flow == Flow.Return)
            {
                return flow;
            }

            CountStep();
        }

        return Flow.Next;
    }

    private void CountStep()
    {
        if (++steps > StepLimit)
        {
            throw new InvalidOperationException("The program does not seem to end.");
        }
    }

    /// <summary>Stores into a target, whose view and index are evaluated before the value, and whose bounds are checked after it.</summary>
    private void Store(Expression target, Func<object> value)
    {
        if (target is Read read)
        {
            variables[read.Variable] = value();
            return;
        }

        var element = (Element)target;
        View view = ViewOf(element.View);
        long index = Index(element.Index);
        view[index] = value();
    }

    private void Update(Accumulate accumulate)
    {
        if (accumulate.Target is Element element)
        {
            // The place and its old value come first: the value may be a call that writes.
            View view = ViewOf(element.View);
            long index = Index(element.Index);
            object old = view[index];
            view[index] = Scalars.Binary(BinaryOperator.Add, old, Value(accumulate.Value)!);
            return;
        }

        object before = Value(accumulate.Target)!;
        Store(accumulate.Target, () => Scalars.Binary(BinaryOperator.Add, before, Value(accumulate.Value)!));
    }

    private static void PushOn(List<object> stack, object value)
    {
        if (value is View view)
        {
            stack.AddRange(view.ToArray());
        }
        else
        {
            stack.Add(value);
        }
    }
}
