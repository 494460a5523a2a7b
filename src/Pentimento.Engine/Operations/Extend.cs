using Pentimento.Engine.Fill;
using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>Grows the canvas and fills it in the same scene; the picture's own pixels stay bit for bit.</summary>
internal sealed class Extend : Operation
{
    public override string Name => "extend";

    public override OperationGroup Group => OperationGroup.Geometry;

    public override string Summary => "Grows the canvas and fills the new room in the same scene, from the picture's own textures (patch-based inpainting).";

    public override string ValueHelp => "sides (left, right, top, bottom; all when none is named) and how far each (200px, 20%), or an aspect (16:9)";

    public override bool KeepsGeometry => false;

    public override bool ReadsTarget => false;

    public override IReadOnlyList<string> Examples => ["extend it to 16:9", "extend the canvas by 20%", "extend the sky"];

    public override string? CheckValue(string? value) => ExtendValue.TryParse(value, out _) ? null : $"takes {ValueHelp}";

    public override string Describe(OperationArguments arguments) => arguments.Value is null ? Name : $"{Name} {arguments.Value}";

    public override Image Apply(Image source, OperationArguments arguments, OperationContext context)
    {
        if (!ExtendValue.TryParse(arguments.Value, out var value))
        {
            throw new ArgumentException($"extend {CheckValue(arguments.Value)}", nameof(arguments));
        }

        var (left, top, right, bottom) = value.Room(source.Width, source.Height);
        var (wide, high) = (source.Width + left + right, source.Height + top + bottom);
        context.Limits.CheckSize(wide, high, "The extended image", "prompt");
        var (width, height) = ((int)wide, (int)high);
        var hole = new byte[width * height];
        hole.AsSpan().Fill(255);
        for (var y = 0; y < source.Height; y++)
        {
            hole.AsSpan(((y + (int)top) * width) + (int)left, source.Width).Clear();
        }

        using var canvas = Canvas.Place(source, width, height, (int)left, (int)top, Rgb.White);
        return Inpainting.Fill(canvas, Mask.FromWeights(hole, width, height), new() { Seed = context.Seed }, null, context.Cancellation, context.Staged);
    }
}
