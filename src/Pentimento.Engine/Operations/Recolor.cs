using System.Numerics;
using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// Repaints a thing: in OKLab its own hue and chroma become the new colour's, its middle tone the new colour's lightness, and its
/// shading, highlights and what is of another colour stay. White, black and grey work the same way.
/// </summary>
internal sealed class Recolor : Operation
{
    // White paint in a photograph is never as bright as its paper, nor black as dark as none.
    private const float Darkest = 0.2f;
    private const float Lightest = 0.93f;
    private const float DimmestScene = 0.85f;

    public override string Name => "recolor";

    public override OperationGroup Group => OperationGroup.Repair;

    public override string Summary =>
        "Gives a thing another colour (white, grey and black too): hue, chroma and middle tone in OKLab; its shading and highlights stay. A mask marks the thing.";

    public override string ValueHelp => "a colour: #1f3a93";

    public override bool NeedsValue => true;

    public override IReadOnlyList<string> Examples => ["make the car red", "recolor the shirt to navy", "make the cup white"];

    public override string? CheckValue(string? value) => Rgb.TryParse(value, out _) ? null : $"needs {ValueHelp}";

    public override string Describe(OperationArguments arguments) => $"{Name} to {arguments.Value}";

    public override Image Apply(Image source, OperationArguments arguments, OperationContext context)
    {
        if (!Rgb.TryParse(arguments.Value, out var colour))
        {
            throw new ArgumentException($"recolor {CheckValue(arguments.Value)}", nameof(arguments));
        }

        if (RegionColour.Measure(source, context.Region) is not { } from)
        {
            return source.Clone();
        }

        var paint = OkLab.FromRgb(ColourSample.Linear(colour));
        paint.X = Math.Clamp(paint.X, Darkest, Lightest) * Math.Max(DimmestScene, Brightest(source));
        return PointPipeline.Run(source, [new Repaint(from, paint)], context.Cancellation);
    }

    /// <summary>The lightness of what is brightest in the picture: paint looks darker in a dark room.</summary>
    private static float Brightest(Image source)
    {
        var lights = ColourSample.Of(source).Pixels.Select(p => OkLab.FromRgb(ColourSample.Linear(p)).X).Order().ToArray();
        return lights.Length == 0 ? 1 : Math.Min(1, lights[(int)(0.99 * (lights.Length - 1))]);
    }
}
