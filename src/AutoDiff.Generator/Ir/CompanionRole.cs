namespace AutoDiff.Generator.Ir;

/// <summary>What a generated member does with one of its additional parameters.</summary>
internal enum CompanionRole
{
    /// <summary>Only read: a cotangent or a tangent that comes in.</summary>
    Given,

    /// <summary>Written, whatever it held: the destination of a gradient, the tangent of an <c>out</c> parameter.</summary>
    Overwritten,

    /// <summary>Added to: the shadow of an input.</summary>
    AddedTo,

    /// <summary>Of a parameter that goes in and comes out. Shadow: by the contents after the call before it, by those before after it. Tangent: the other way round.</summary>
    Replaced,
}
