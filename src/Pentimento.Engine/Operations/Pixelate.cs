using System.Globalization;
using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// Square blocks of one colour: the mean of linear light, weighted by alpha, so a block is as bright as what it hides. The strength is
/// relative to the picture: 100 % is a block of 8 % of the shorter side. Alpha stays, so a cut-out keeps its outline.
/// </summary>
internal sealed class Pixelate : Operation
{
    private const double BlockAtFull = 0.08;

    public override string Name => "pixelate";

    public override OperationGroup Group => OperationGroup.Detail;

    public override string Summary => "Square blocks of one colour, the mean of linear light; the strength is relative to the picture's size.";

    public override AmountRange Amount => new(0, 100, 50);

    public override string ValueHelp => "a block size in pixels: 12px";

    public override IReadOnlyList<string> Examples => ["pixelate it", "censor it", "pixelate with 12px blocks"];

    public override string? CheckValue(string? value) =>
        value is null || Length.TryParse(value, out var length) && !length.IsPercent && length.Number is >= 2 and <= 4096
            ? null
            : $"takes {ValueHelp}, from 2 to 4096px";

    public override string Describe(OperationArguments arguments) => Length.TryParse(arguments.Value, out var block)
        ? string.Create(CultureInfo.InvariantCulture, $"{Name} with {block.Number}px blocks")
        : Words.Amount(Name, this, arguments);

    public override Image Apply(Image source, OperationArguments arguments, OperationContext context)
    {
        var size = Length.TryParse(arguments.Value, out var block)
            ? block.Number
            : Math.Min(source.Width, source.Height) * BlockAtFull * arguments.Amount / 100;
        if (size <= 1)
        {
            return source.Clone();
        }

        var result = source.Clone();
        try
        {
            Blocks.Run(result, size, context.Cancellation);
            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }
}
