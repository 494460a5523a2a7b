namespace Pentimento.Engine.Vision;

/// <summary>A network's opinion at each place of a picture, at the network's own resolution; it covers the whole picture.</summary>
/// <param name="Width">Values in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Values">Row-major, each 0 to 1.</param>
public sealed record Heatmap(int Width, int Height, float[] Values);
