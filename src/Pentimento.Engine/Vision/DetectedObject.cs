namespace Pentimento.Engine.Vision;

/// <summary>A thing that was found in a picture.</summary>
/// <param name="Name">One of <see cref="CocoClasses.Names"/>.</param>
/// <param name="Score">How sure the detector is, 0 to 1.</param>
/// <param name="Box">Around the thing, inside the picture.</param>
public sealed record DetectedObject(string Name, float Score, Box Box);
