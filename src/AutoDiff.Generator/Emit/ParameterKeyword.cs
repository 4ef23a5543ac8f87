using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>How C# says that a parameter or an argument is passed by reference.</summary>
internal static class ParameterKeyword
{
    /// <summary>The keyword with a space behind it; nothing for values.</summary>
    public static string Of(ParameterPassing passing) => passing switch
    {
        ParameterPassing.In => "in ",
        ParameterPassing.Ref => "ref ",
        ParameterPassing.Out => "out ",
        _ => "",
    };
}
