using Pentimento.Engine.Images;
using Pentimento.Engine.Native.Vips;

namespace Pentimento.Engine.Operations;

/// <summary>Mirrors left and right (horizontal) or top and bottom (vertical); pixels move exactly.</summary>
internal sealed class Flip : Operation
{
    public override string Name => "flip";

    public override OperationGroup Group => OperationGroup.Geometry;

    public override string Summary => "Mirrors left and right (horizontal) or top and bottom (vertical), exactly.";

    public override string ValueHelp => "horizontal or vertical";

    public override bool NeedsValue => true;

    public override bool KeepsGeometry => false;

    public override IReadOnlyList<string> Examples => ["flip it horizontally", "mirror the picture", "flip it vertically"];

    public override string? CheckValue(string? value) => value is "horizontal" or "vertical" ? null : $"takes {ValueHelp}";

    public override string Describe(OperationArguments arguments) => $"flip {arguments.Value}";

    public override Image Apply(Image source, OperationArguments arguments, OperationContext context)
    {
        using var view = source.ToVips();
        using var flip = new VipsOperation("flip");
        using var mirrored = flip.Set("in", view).Set("direction", arguments.Value!).Image();
        return Image.FromVips(mirrored, source.Profile);
    }
}
