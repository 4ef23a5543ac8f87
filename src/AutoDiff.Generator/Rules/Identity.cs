using System;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Rules;

/// <summary>One algebraic rewrite.</summary>
/// <param name="Before">The shape it applies to.</param>
/// <param name="After">What becomes of it.</param>
/// <param name="Note">Where IEEE arithmetic tells the two apart; empty if it does not.</param>
/// <param name="Apply">The rewritten expression, or null where the shape does not match.</param>
internal sealed record Identity(string Before, string After, string Note, Func<Expression, Expression?> Apply);
