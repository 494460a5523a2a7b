using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations;

/// <summary>Takes away what the mask marks, or fills what is transparent, from the picture around it.</summary>
internal sealed class Remove : Operation
{
    public override string Name => "remove";

    public override OperationGroup Group => OperationGroup.Repair;

    public override string Summary =>
        "Takes away what the mask marks and fills the hole from the picture around it (patch-based inpainting, exactly inside the mask); without a mask it fills the transparent area.";

    public override bool BlendsAtEdge => false;

    public override IReadOnlyList<string> Examples => ["remove the marked area", "remove the man on the left"];

    public override string Describe(OperationArguments arguments) => Name;

    public override Image Apply(Image source, OperationArguments arguments, OperationContext context) =>
        FillRegion.Fill(source, Name, context);
}
