using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>Why the front end refuses a method, and where: an id of <c>Diagnostics.Descriptors</c> and the arguments of its message.</summary>
internal sealed record LocatedRefusal(string Id, Location Location, EquatableArray<string> Arguments);
