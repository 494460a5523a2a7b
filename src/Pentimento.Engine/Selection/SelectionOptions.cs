using System.ComponentModel.DataAnnotations;

namespace Pentimento.Engine.Selection;

/// <summary>What steers finding regions by name.</summary>
public sealed class SelectionOptions
{
    /// <summary>What the detector must give a thing to count as found, 0 to 1. Default 0.4.</summary>
    [Range(0.05, 0.95)]
    public double MinimumScore { get; set; } = 0.4;

    /// <summary>What the face detector must give a face to count as found, 0 to 1. Default 0.6.</summary>
    [Range(0.05, 0.95)]
    public double MinimumFaceScore { get; set; } = 0.6;

    /// <summary>
    /// Pixels of the longer side of the copy on which soft edges (hair, fur) are computed before they are brought to the picture's own
    /// size. Default 1600; higher is finer and slower.
    /// </summary>
    [Range(256, 8192)]
    public int MattingSide { get; set; } = 1600;
}
