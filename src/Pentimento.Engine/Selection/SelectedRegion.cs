using Pentimento.Engine.Images;

namespace Pentimento.Engine.Selection;

/// <summary>A region that was found.</summary>
/// <param name="Mask">Of the picture's size, soft at its edge.</param>
/// <param name="Words">What was taken, for the client: <c>the person on the left, 1 of 3</c>.</param>
public sealed record SelectedRegion(Mask Mask, string Words);
