using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// Film grain (<see cref="FilmGrain"/>): correlated, the same in all channels, strongest in the mid tones; the grains grow with the
/// picture. Works on encoded values, which are close to film density. The same seed gives the same grain.
/// </summary>
internal sealed class Grain : CopyOperation
{
    private const double DeviationAtFull = 0.08;

    public override string Name => "grain";

    public override OperationGroup Group => OperationGroup.Look;

    public override string Summary => "Film grain: correlated noise without colour, strongest in the mid tones, its size relative to the picture's.";

    public override AmountRange Amount => new(0, 100, 40);

    public override IReadOnlyList<string> Examples => ["add film grain", "make it grainy", "add a little grain"];

    protected override void Edit(Image source, Image result, OperationArguments arguments, OperationContext context)
    {
        FilmGrain.Run(result, (float)(DeviationAtFull * arguments.Amount / 100), context.Seed, context.Cancellation);
    }
}
