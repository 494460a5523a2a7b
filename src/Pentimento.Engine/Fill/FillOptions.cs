using Pentimento.Engine.Images;

namespace Pentimento.Engine.Fill;

/// <summary>What steers hole filling.</summary>
public sealed class FillOptions
{
    /// <summary>Which filling: the same seed gives the same bytes, another one another fill where the picture allows. Default 0.</summary>
    public int Seed { get; set; }

    /// <summary>Side of the compared patches: 3, 5 or 7 pixels. Default 7.</summary>
    public int PatchSize { get; set; } = 7;

    /// <summary>Pixels around a hole from which it is filled; null for the hole's longer side, at least 256.</summary>
    public int? Context { get; set; }

    /// <summary>The largest part of the picture that may be a hole, above 0 and at most 0.9. Default 0.6.</summary>
    public double MaxHoleShare { get; set; } = 0.6;

    /// <summary>Threads that may work at once; never changes a byte of the result. Default 2.</summary>
    public int Threads { get; set; } = 2;

    /// <summary>Pixels (weight above 0) that may not be copied into the hole; null when everything may.</summary>
    public Mask? Avoid { get; set; }

    /// <summary>Makes filled pixels opaque instead of giving them the alpha of their sources. Default off.</summary>
    public bool Opaque { get; set; }
}
