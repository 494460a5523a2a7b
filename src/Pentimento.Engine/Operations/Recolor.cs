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

    private static readonly string[] Things = ["sky", "hair", "skin", "eyes", "face", "background", "subject", "person", "image"];

    public override string Name => "recolor";

    public override OperationGroup Group => OperationGroup.Repair;

    public override string Summary =>
        "Gives a thing another colour (white, grey and black too): hue, chroma and middle tone in OKLab; its shading and highlights stay. A mask marks the thing.";

    public override string ValueHelp => "a colour (#1f3a93), or a thing in the picture whose colour is taken (object:curtain, sky, hair)";

    public override bool NeedsValue => true;

    public override IReadOnlyList<string> Examples => ["make the car red", "recolor the shirt to navy", "make the cup white"];

    public override string? CheckValue(string? value) => Rgb.TryParse(value, out _) || IsThing(value) ? null : $"needs {ValueHelp}";

    public override string Describe(OperationArguments arguments) => $"{Name} to {arguments.Value}";

    public override Image Apply(Image source, OperationArguments arguments, OperationContext context)
    {
        if (RegionColour.Measure(source, context.Region) is not { } from)
        {
            return source.Clone();
        }

        var paint = Paint(source, arguments.Value, context);
        return PointPipeline.Run(source, [new Repaint(from, paint)], context.Cancellation);
    }

    private static bool IsThing(string? value) =>
        value is not null && (value.StartsWith("object:", StringComparison.Ordinal) || Things.Contains(value.Split(';')[0]));

    /// <summary>How the paint is to look on the thing's middle tone, in OKLab.</summary>
    private static Vector3 Paint(Image source, string? value, OperationContext context)
    {
        if (Rgb.TryParse(value, out var colour))
        {
            var paint = OkLab.FromRgb(ColourSample.Linear(colour));
            paint.X = Math.Clamp(paint.X, Darkest, Lightest) * Math.Max(DimmestScene, Brightest(source));
            return paint;
        }

        if (value is null || RegionColour.Measure(source, context.Select(value)) is not { } model)
        {
            throw new ArgumentException($"recolor needs {value ?? "a value"}", nameof(value));
        }

        return new(Math.Clamp(model.Middle, Darkest, Lightest), model.Chroma * MathF.Cos(model.Hue), model.Chroma * MathF.Sin(model.Hue));
    }

    /// <summary>The lightness of what is brightest in the picture: paint looks darker in a dark room.</summary>
    private static float Brightest(Image source)
    {
        var lights = ColourSample.Of(source).Pixels.Select(p => OkLab.FromRgb(ColourSample.Linear(p)).X).Order().ToArray();
        return lights.Length == 0 ? 1 : Math.Min(1, lights[(int)(0.99 * (lights.Length - 1))]);
    }
}
