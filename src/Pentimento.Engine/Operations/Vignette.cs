using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// Darker corners by the cos⁴ law of lenses in linear light (<see cref="Falloff"/>), so that colours lose light and not hue. At
/// 100 % the corners keep 4 % of their light.
/// </summary>
internal sealed class Vignette : CopyOperation
{
    private const double CornerAtFull = 4;

    public override string Name => "vignette";

    public override OperationGroup Group => OperationGroup.Look;

    public override string Summary => "Darker corners, by the light falloff of a lens (cos⁴) in linear light; the middle stays as it is.";

    public override AmountRange Amount => new(0, 100, 40);

    public override IReadOnlyList<string> Examples => ["add a vignette", "add a subtle vignette", "darken the corners"];

    protected override void Edit(Image source, Image result, OperationArguments arguments, OperationContext context)
    {
        Falloff.Run(result, (float)(CornerAtFull * arguments.Amount / 100), context.Cancellation);
    }
}
