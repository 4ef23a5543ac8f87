using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Transforms;

internal static class Simplify
{
    public static Function Run(Function function) => function;
}
