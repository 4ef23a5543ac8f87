using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Ir;

/// <summary>
/// Why a method cannot be differentiated (or what its author should know), free of locations: the analyzer maps
/// <paramref name="Site"/> (see <see cref="Call.Site"/>) back to the source; -1 means the method's name.
/// </summary>
internal sealed record Refusal(string Id, int Site, EquatableArray<string> Arguments);
