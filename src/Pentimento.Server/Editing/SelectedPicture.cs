namespace Pentimento.Server.Editing;

/// <summary>What words mean in a picture.</summary>
/// <param name="Mask">A PNG of the picture's size: alpha 0 where an edit may change it, as the interface's field <c>mask</c> takes it.</param>
/// <param name="Overlay">A PNG of the picture with everything else darkened.</param>
/// <param name="Words">What was taken.</param>
/// <param name="Share">Of the picture's area, 0 to 1.</param>
internal sealed record SelectedPicture(ReadOnlyMemory<byte> Mask, ReadOnlyMemory<byte> Overlay, string Words, double Share);
