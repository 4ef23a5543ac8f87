namespace AutoDiff.Generator.Ir;

/// <summary>What to call the value of an expression that its author gave no name.</summary>
internal static class Names
{
    public static string Of(Expression expression) => expression switch
    {
        Read read => read.Variable.Name,
        Element element => Of(element.View),
        Slice slice => Of(slice.View),
        Conversion conversion => Of(conversion.Operand),
        Length length => Of(length.View) + "Length",
        Call call => Of(call.Method),
        Binary binary => Of(binary.Operator),
        _ => "value",
    };

    /// <summary>A method's name as a local's: <c>Exp => exp</c>, <c>LogSumExp&lt;double&gt; => logSumExp</c>, <c>get_Width => width</c>.</summary>
    public static string Of(Method method)
    {
        string name = method.Name.Split('<')[0];
        name = name.StartsWith("get_", System.StringComparison.Ordinal) && name.Length > 4 ? name.Substring(4) : name;
        return Lowered(name);
    }

    /// <summary>A type's name as a part of a local's: <c>double => double</c>, <c>global::Shop.Item&lt;int&gt; => item</c>.</summary>
    public static string Of(IrType type)
    {
        string name = type.Name.Split('<', '[', '(')[0];
        name = name.Substring(name.LastIndexOfAny(['.', ':', '@']) + 1);
        return name.Length == 0 ? "value" : Lowered(name);
    }

    /// <summary>A name as a part of another. While it is being typed it may be empty.</summary>
    public static string Capitalised(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name.Substring(1);

    /// <summary><c>Exp => exp</c></summary>
    public static string Lowered(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);

    private static string Of(BinaryOperator @operator) => @operator switch
    {
        BinaryOperator.Add => "sum",
        BinaryOperator.Subtract => "difference",
        BinaryOperator.Multiply => "product",
        BinaryOperator.Divide => "quotient",
        BinaryOperator.Remainder => "remainder",
        _ => "value",
    };
}
