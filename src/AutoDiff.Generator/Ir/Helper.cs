using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Ir;

/// <summary>A method that differentiable code calls, read like the annotated one.</summary>
/// <param name="Key">What <see cref="Method.Body"/> of its calls says.</param>
/// <param name="Function">
/// Its body. Variables that it neither has as parameters nor declares are its caller's: those that a local function or a
/// lambda captures.
/// </param>
/// <param name="IsHidden">Generated code cannot call it: a local function, a lambda, a method that is private elsewhere.</param>
/// <param name="Refusals">Why it cannot be differentiated; they count only if a derivative flows through a call.</param>
internal sealed record Helper(string Key, Function Function, bool IsHidden, EquatableArray<Refusal> Refusals);
