using Pentimento.Engine.Images;

namespace Pentimento.Engine.Execution;

/// <summary>How the request's <c>size</c> is met when it has another aspect than the picture.</summary>
public enum SizeFit
{
    /// <summary>Fill it with the part that draws most attention.</summary>
    Cover,

    /// <summary>Show the whole picture, with room around it.</summary>
    Contain,
}

/// <summary>What steers the execution of plans.</summary>
public sealed class ExecutionOptions
{
    /// <summary>Limits on what comes in and on what an edit may make.</summary>
    public DecodeLimits Limits { get; set; } = new();

    /// <summary>How a <c>size</c> of another aspect is met. Default <see cref="SizeFit.Cover"/>.</summary>
    public SizeFit SizeFit { get; set; } = SizeFit.Cover;

    /// <summary>Colour of the room around a contained picture and below flattened alpha. Default white.</summary>
    public Rgb Background { get; set; } = Rgb.White;

    /// <summary>Does the part of a plan that can be done and says what was left out, instead of refusing the whole. Default off.</summary>
    public bool ApplyPartially { get; set; }
}
