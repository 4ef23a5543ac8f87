namespace AutoDiff.Generator.FrontEnd;

/// <summary>The calls of LINQ that take items one by one.</summary>
internal enum SequenceStepKind
{
    Select,
    Where,
    TakeWhile,
    SkipWhile,
}
