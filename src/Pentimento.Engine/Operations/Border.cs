using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>A border of one colour around the picture, outside of it, so that nothing is covered. Default white, 3 % of the shorter side.</summary>
internal sealed class Border : Operation
{
    private const double DefaultShare = 3;

    public override string Name => "border";

    public override OperationGroup Group => OperationGroup.Finish;

    public override string Summary => "A border of one colour around the picture, outside of it; default white, 3 % of the shorter side.";

    public override string ValueHelp => "a width (20px, 5%) and a colour (#rrggbb), each optional";

    public override bool KeepsGeometry => false;

    public override IReadOnlyList<string> Examples => ["add a 20px white border", "put a black frame around it"];

    public override string? CheckValue(string? value) =>
        value is null || FrameValue.TryParse(value, out var frame) && frame.Aspect is null ? null : $"takes {ValueHelp}";

    public override string Describe(OperationArguments arguments) => arguments.Value is null ? Name : $"{Name} {arguments.Value}";

    public override Image Apply(Image source, OperationArguments arguments, OperationContext context)
    {
        _ = FrameValue.TryParse(arguments.Value, out var frame);
        frame = frame.Width is null ? frame with { Width = new(DefaultShare, true) } : frame;
        return frame.Around(source, frame.Colour ?? (frame.IsTransparent ? null : Rgb.White), context.Limits);
    }
}
