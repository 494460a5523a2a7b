using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// Film grain (<see cref="FilmGrain"/>): correlated, the same in all channels, strongest in the mid tones; the grains grow with the
/// picture. Works on encoded values, which are close to film density. The same seed gives the same grain.
/// </summary>
internal sealed class Grain : Operation
{
    private const double DeviationAtFull = 0.08;

    public override string Name => "grain";

    public override OperationGroup Group => OperationGroup.Look;

    public override string Summary => "Film grain: correlated noise without colour, strongest in the mid tones, its size relative to the picture's.";

    public override AmountRange Amount => new(0, 100, 40);

    public override IReadOnlyList<string> Examples => ["add film grain", "make it grainy", "add a little grain"];

    public override string Describe(OperationArguments arguments) => Words.Amount(Name, this, arguments);

    public override Image Apply(Image source, OperationArguments arguments, OperationContext context)
    {
        var result = source.Clone();
        if (arguments.Amount <= 0)
        {
            return result;
        }

        try
        {
            FilmGrain.Run(result, (float)(DeviationAtFull * arguments.Amount / 100), context.Seed, context.Cancellation);
            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }
}
