using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations;

/// <summary>Repairs the scratches, creases and stains that the mask marks.</summary>
internal sealed class Restore : Operation
{
    public override string Name => "restore";

    public override OperationGroup Group => OperationGroup.Repair;

    public override string Summary => "Repairs scratches, creases and stains that the mask marks: thin ones are interpolated, wide ones filled from the picture around them.";

    public override bool BlendsAtEdge => false;

    public override IReadOnlyList<string> Examples => ["restore this old photo", "fix the scratches"];

    public override string Describe(OperationArguments arguments) => Name;

    public override Image Apply(Image source, OperationArguments arguments, OperationContext context) =>
        FillRegion.Fill(source, Name, context);
}
