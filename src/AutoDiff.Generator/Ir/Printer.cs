using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace AutoDiff.Generator.Ir;

/// <summary>
/// Writes the IR as compact text that looks like C#, for tests and debugging. Variables that share their name are told
/// apart by their id: <c>i#3</c>.
/// </summary>
internal sealed partial class Printer
{
    private readonly StringBuilder text = new();
    private readonly HashSet<string> sharedNames;
    private int depth;

    private Printer(IEnumerable<Variable> variables) =>
        sharedNames = [.. variables.Distinct().GroupBy(variable => variable.Name).Where(group => group.Count() > 1).Select(group => group.Key)];

    public static string Print(Function function)
    {
        var printer = new Printer(function.Variables());
        string parameters = string.Join(", ", function.Parameters.Select(printer.Parameter));
        printer.Line($"{TypeText(function.ReturnType)} {function.Name}({parameters})");
        printer.Braced(function.Body);
        return printer.text.ToString();
    }

    public static string Print(Block block)
    {
        var printer = new Printer(block.Variables());
        printer.Statements(block);
        return printer.text.ToString();
    }

    public static string Print(Statement statement) => Print(new Block([statement]));

    public static string Print(Expression expression) => new Printer(new Block([new Evaluate(expression)]).Variables()).Text(expression);

    public static string Print(IrType type) => TypeText(type);

    private static string TypeText(IrType type) => type.Kind switch
    {
        TypeKind.ReadOnlySpan => $"ReadOnlySpan<{TypeText(type.Element!)}>",
        TypeKind.Span => $"Span<{TypeText(type.Element!)}>",
        TypeKind.Memory => $"Memory<{TypeText(type.Element!)}>",
        TypeKind.ReadOnlyMemory => $"ReadOnlyMemory<{TypeText(type.Element!)}>",
        TypeKind.List => $"List<{TypeText(type.Element!)}>",
        TypeKind.Array => $"{TypeText(type.Element!)}[]",
        TypeKind.Grid => $"{TypeText(type.Element!)}[{new string(',', type.Rank - 1)}]",
        TypeKind.Arena => $"BufferArena<{TypeText(type.Element!)}>",
        TypeKind.Stack => $"RecordStack<{TypeText(type.Element!)}>",
        _ => type.Name,
    };

    /// <summary>An active parameter carries an asterisk: <c>double x*</c>.</summary>
    private string Parameter(Parameter parameter)
    {
        string passing = parameter.Passing switch
        {
            ParameterPassing.In => "in ",
            ParameterPassing.Ref => "ref ",
            ParameterPassing.Out => "out ",
            _ => "",
        };
        return $"{passing}{TypeText(parameter.Variable.Type)} {Name(parameter.Variable)}{(parameter.IsActive ? "*" : "")}";
    }

    private string Name(Variable variable) => sharedNames.Contains(variable.Name) ? $"{variable.Name}#{variable.Id}" : variable.Name;

    private void Line(string line) => text.Append(' ', depth * 4).Append(line).Append('\n');

    private void Braced(Block block)
    {
        Line("{");
        depth++;
        Statements(block);
        depth--;
        Line("}");
    }

    private void Statements(Block block)
    {
        foreach (Statement statement in block.Statements)
        {
            Write(statement);
        }
    }

    private void Write(Statement statement)
    {
        switch (statement)
        {
            case If choice:
                Line($"if ({Text(choice.Condition)})");
                Braced(choice.Then);
                if (choice.Else.Statements.Count > 0)
                {
                    Line("else");
                    Braced(choice.Else);
                }

                break;
            case For loop:
                Line(Header(loop));
                Braced(loop.Body);
                break;
            case While loop:
                Line($"while ({Text(loop.Condition)})");
                Braced(loop.Body);
                break;
            case Try attempt:
                Line("try");
                Braced(attempt.Body);
                Line("finally");
                Braced(attempt.Cleanup);
                break;
            case Leavable part:
                Line(part.By == Exits.Continue ? "until continue" : "until break");
                Braced(part.Body);
                break;
            default:
                Line(Simple(statement) + ";");
                break;
        }
    }

    private string Header(For loop)
    {
        string counter = Name(loop.Counter);
        string exit = loop.Exit is null ? "" : $"!{Name(loop.Exit)} && ";
        string step = loop.Step switch
        {
            1 => "++",
            -1 => "--",
            < 0 => $" -= {-(long)loop.Step}",
            _ => $" += {loop.Step}",
        };
        return $"for ({TypeText(loop.Counter.Type)} {counter} = {Text(loop.From)}; {exit}{counter} {Symbol(loop.Comparison)} {Text(loop.Bound)}; {counter}{step})";
    }

    private string Simple(Statement statement) => statement switch
    {
        Declare { Value: null } declare => $"{TypeText(declare.Variable.Type)} {Name(declare.Variable)}",
        Declare declare => $"{TypeText(declare.Variable.Type)} {Name(declare.Variable)} = {Text(declare.Value)}",
        Assign assign => $"{Text(assign.Target)} = {Text(assign.Value)}",
        Accumulate accumulate => $"{Text(accumulate.Target)} += {Text(accumulate.Value)}",
        Evaluate evaluate => Text(evaluate.Value),
        Copy copy => $"{Text(copy.Source, Primary)}.CopyTo({Text(copy.Target)})",
        Fill fill => $"{Text(fill.Target, Primary)}.Fill({Text(fill.Value)})",
        Break => "break",
        Turn => "turn",
        Continue => "continue",
        Return { Value: null } => "return",
        Return exit => $"return {Text(exit.Value)}",
        Throw exit => $"throw {Text(exit.Value)}",
        Push push => $"{Name(push.Stack)}.Push({Text(push.Value)})",
        _ => statement.ToString(),
    };
}
