using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>Adds room around the picture, by a width or to an aspect; the picture's own pixels stay bit for bit.</summary>
internal sealed class Pad : Operation
{
    public override string Name => "pad";

    public override OperationGroup Group => OperationGroup.Finish;

    public override string Summary => "Adds room around the picture, by a width or to an aspect: in a colour, or transparent where the picture has alpha.";

    public override string ValueHelp => "a width (20px, 10%) or an aspect (1:1), and a colour (#rrggbb or transparent)";

    public override bool NeedsValue => true;

    public override bool KeepsGeometry => false;

    public override IReadOnlyList<string> Examples => ["pad it to a square with white", "add 40px of padding", "pad it to 16:9 in black"];

    public override string? CheckValue(string? value) => FrameValue.TryParse(value, out var frame) && (frame.Width ?? (object?)frame.Aspect) is not null ? null : $"takes {ValueHelp}";

    public override string Describe(OperationArguments arguments) => $"pad {arguments.Value}";

    public override Image Apply(Image source, OperationArguments arguments, OperationContext context)
    {
        if (!FrameValue.TryParse(arguments.Value, out var frame))
        {
            throw new ArgumentException($"pad {CheckValue(arguments.Value)}", nameof(arguments));
        }

        return frame.Around(source, frame.Colour ?? (source.HasAlpha ? null : Rgb.White), context.Limits);
    }
}
