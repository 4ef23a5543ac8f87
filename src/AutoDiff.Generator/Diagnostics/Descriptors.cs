using System.Collections.Immutable;
using System.Linq;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Diagnostics;

/// <summary>The words of every diagnostic: what is wrong, why, and the way out. One page each under <c>docs/diagnostics</c>.</summary>
internal static class Descriptors
{
    private const string Category = "AutoDiff";
    private const string Pages = "https://github.com/autodiff-net/autodiff/blob/main/docs/diagnostics/";

    /// <summary>An error may not be configured away: without it a gradient would be missing in silence.</summary>
    private static readonly string[] Fixed = [WellKnownDiagnosticTags.NotConfigurable];

    public static readonly DiagnosticDescriptor NothingGenerated = new(
        RefusalIds.NothingGenerated,
        "No derivative was generated",
        "No derivative was generated for '{0}': the generator did not run, or it saw code that did not compile; rebuild, and look at the other errors",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages + "DIFF0000.md", customTags: Fixed);

    public static readonly DiagnosticDescriptor TypeNotPartial = new(
        RefusalIds.TypeNotPartial,
        "The containing type is not partial",
        "Type '{0}' must be partial, because the derivative of '{1}' is generated into it: add 'partial'",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages + "DIFF0001.md", customTags: Fixed);

    public static readonly DiagnosticDescriptor UnsupportedContainer = new(
        RefusalIds.UnsupportedContainer,
        "The containing type cannot hold generated members",
        "Type '{0}' cannot hold generated derivatives: {1}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages + "DIFF0002.md", customTags: Fixed);

    public static readonly DiagnosticDescriptor UnsupportedMethod = new(
        RefusalIds.UnsupportedMethod,
        "This kind of method cannot be differentiated",
        "'{0}' cannot be differentiated because it is {1}: {2}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages + "DIFF0003.md", customTags: Fixed);

    public static readonly DiagnosticDescriptor UnsupportedResult = new(
        RefusalIds.UnsupportedResult,
        "The result has no gradient",
        "'{0}' returns '{1}', which has no gradient: {2}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages + "DIFF0004.md", customTags: Fixed);

    public static readonly DiagnosticDescriptor NoActiveParameter = new(
        RefusalIds.NoActiveParameter,
        "There is nothing to differentiate with respect to",
        "'{0}' has no parameter to differentiate with respect to: give it a parameter of float or double, or a span or array of these, that is not marked [NoGradient]",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages + "DIFF0005.md", customTags: Fixed);

    public static readonly DiagnosticDescriptor InvalidRequest = new(
        RefusalIds.InvalidRequest,
        "The attribute's arguments do not fit the method",
        "[Differentiable] does not fit '{0}': {1}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages + "DIFF0006.md", customTags: Fixed);

    public static readonly DiagnosticDescriptor UnsupportedParameter = new(
        RefusalIds.UnsupportedParameter,
        "The parameter cannot be followed",
        "Parameter '{0}' cannot be followed because {1}: {2}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages + "DIFF0007.md", customTags: Fixed);

    public static readonly DiagnosticDescriptor NotImplemented = new(
        RefusalIds.NotImplemented,
        "The derivative is not implemented yet",
        "Derivatives.{0} is not implemented yet: ask for Derivatives.Gradient, Vjp or Jvp",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages + "DIFF0008.md", customTags: Fixed);

    public static readonly DiagnosticDescriptor NameCollision = new(
        RefusalIds.NameCollision,
        "A generated name is taken",
        "The generated '{0}' would collide with {1}: rename one of them, or set Name on [Differentiable]",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages + "DIFF0009.md", customTags: Fixed);

    public static readonly DiagnosticDescriptor UnsupportedConstruct = new(
        RefusalIds.UnsupportedConstruct,
        "The construct cannot be differentiated",
        "{0} cannot be differentiated: {1}; {2}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages + "DIFF0010.md", customTags: Fixed);

    public static readonly DiagnosticDescriptor UnknownDerivative = new(
        RefusalIds.UnknownDerivative,
        "The called method has no known derivative",
        "The derivative of '{0}' by '{1}' is not known: write its body here, give it a rule such as [DerivativeOf], or treat the call as a constant with Diff.StopGradient",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages + "DIFF0011.md", customTags: Fixed);

    public static readonly DiagnosticDescriptor DerivativeLost = new(
        RefusalIds.DerivativeLost,
        "A derivative would be lost",
        "The derivative of '{0}' would be lost in {1}: compute in float or double with operators, Math and AutoDiff primitives, or treat it as a constant with Diff.StopGradient",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages + "DIFF0012.md", customTags: Fixed);

    public static readonly DiagnosticDescriptor UntrackedView = new(
        RefusalIds.UntrackedView,
        "A view cannot be followed",
        "The buffer behind '{0}' cannot be followed: {1}; use one variable per buffer",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages + "DIFF0013.md", customTags: Fixed);

    public static readonly DiagnosticDescriptor UnusedParameter = new(
        RefusalIds.UnusedParameter,
        "The result does not depend on the parameter",
        "The result of '{1}' does not depend on '{0}', so its gradient is zero: {2}",
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: Pages + "DIFF0014.md");

    public static readonly DiagnosticDescriptor LanguageVersion = new(
        RefusalIds.LanguageVersion,
        "The C# version is too old",
        "AutoDiff needs C# 12 or later, and this project uses C# {0}: set LangVersion to 12 or target net8.0 or later",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages + "DIFF0015.md",
        customTags: [WellKnownDiagnosticTags.NotConfigurable, WellKnownDiagnosticTags.CompilationEnd]);

    public static readonly DiagnosticDescriptor RuleDoesNotFit = new(
        RefusalIds.RuleDoesNotFit,
        "The custom rule does not fit",
        "The rule '{0}' does not fit '{1}': {2}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages + "DIFF0016.md", customTags: Fixed);

    public static readonly DiagnosticDescriptor ZeroDerivative = new(
        RefusalIds.ZeroDerivative,
        "The derivative is zero almost everywhere",
        "The derivative of {0} by '{1}' is zero wherever it exists: no gradient flows through here; say so with Diff.StopGradient if it is meant",
        Category, DiagnosticSeverity.Info, true, helpLinkUri: Pages + "DIFF0017.md");

    public static readonly DiagnosticDescriptor InfiniteDerivative = new(
        RefusalIds.InfiniteDerivative,
        "The derivative is infinite at a literal zero",
        "The derivative of '{0}' is infinite or not a number: {1}; add a small number, or handle zero in a branch of its own",
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: Pages + "DIFF0018.md");

    public static readonly DiagnosticDescriptor RecordedPerIteration = new(
        RefusalIds.RecordedPerIteration,
        "The loop records values for the reverse sweep",
        "Each iteration of this loop records {1} bytes for the gradient of '{0}': {2}",
        Category, DiagnosticSeverity.Info, true, helpLinkUri: Pages + "DIFF0019.md");

    public static readonly DiagnosticDescriptor MemberOutOfReach = new(
        RefusalIds.MemberOutOfReach,
        "A private member is out of a derivative's reach",
        "'{0}' is private, and the derivative that reads it is generated into another type: make '{1}' partial, and it is given an internal accessor",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages + "DIFF0020.md", customTags: Fixed);

    public static readonly DiagnosticDescriptor InternalError = new(
        RefusalIds.InternalError,
        "Internal error of the generator",
        "Internal error while differentiating '{0}', please report it with the method's source: {1}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages + "DIFF0099.md", customTags: Fixed);

    /// <summary>In the order of their ids.</summary>
    public static readonly ImmutableArray<DiagnosticDescriptor> All =
    [
        NothingGenerated, TypeNotPartial, UnsupportedContainer, UnsupportedMethod, UnsupportedResult, NoActiveParameter, InvalidRequest,
        UnsupportedParameter, NotImplemented, NameCollision, UnsupportedConstruct, UnknownDerivative, DerivativeLost, UntrackedView,
        UnusedParameter, LanguageVersion, RuleDoesNotFit, ZeroDerivative, InfiniteDerivative, RecordedPerIteration, MemberOutOfReach, InternalError,
    ];

    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> ById = All.ToImmutableDictionary(descriptor => descriptor.Id);

    public static DiagnosticDescriptor Of(string id) => ById.TryGetValue(id, out DiagnosticDescriptor? descriptor) ? descriptor : InternalError;

    /// <summary>Whether a refusal keeps the method from being generated.</summary>
    public static bool IsError(Refusal refusal) => Of(refusal.Id).DefaultSeverity == DiagnosticSeverity.Error;
}
