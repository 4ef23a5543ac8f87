using System;
using System.ComponentModel;

namespace AutoDiff.CompilerServices;

/// <summary>Marks a span parameter whose old contents do not matter: the whole span is written before any of it is read.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Parameter, Inherited = false)]
public sealed class OverwrittenAttribute : Attribute;
