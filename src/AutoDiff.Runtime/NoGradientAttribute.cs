using System;

namespace AutoDiff;

/// <summary>Marks a parameter whose initial contents are constants: no gradient and no destination is generated for it.</summary>
[AttributeUsage(AttributeTargets.Parameter, Inherited = false)]
public sealed class NoGradientAttribute : Attribute;
