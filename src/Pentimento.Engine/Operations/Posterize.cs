using System.Globalization;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>Each channel takes the nearest of a few levels, evenly spaced on encoded values, black and white among them.</summary>
internal sealed class Posterize : PointOperation
{
    private const int DefaultLevels = 5;

    public override string Name => "posterize";

    public override OperationGroup Group => OperationGroup.Colour;

    public override string Summary => "Few flat tones: each channel takes the nearest of a few evenly spaced encoded levels.";

    public override string ValueHelp => "levels a channel, 2 to 64 (5 when not given)";

    public override IReadOnlyList<string> Examples => ["posterize it", "posterize to 4 levels"];

    public override string? CheckValue(string? value) => value is null || TryParse(value, out _) ? null : $"takes {ValueHelp}";

    public override string Describe(OperationArguments arguments) =>
        arguments.Value is null ? Name : string.Create(CultureInfo.InvariantCulture, $"{Name} to {Levels(arguments)} levels");

    public override PointKernel Kernel(OperationArguments arguments) => new LevelsKernel(Levels(arguments) - 1);

    private static int Levels(OperationArguments arguments) => TryParse(arguments.Value, out var levels) ? levels : DefaultLevels;

    private static bool TryParse(string? value, out int levels) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out levels) && levels is >= 2 and <= 64;

    private sealed class LevelsKernel(int steps) : PointKernel
    {
        public override LightSpace Space => LightSpace.Encoded;

        public override Func<double, double> Curve => x => Math.Round(Math.Clamp(x, 0, 1) * steps, MidpointRounding.AwayFromZero) / steps;

        public override void Apply(Span<float> r, Span<float> g, Span<float> b)
        {
            Quantize(r);
            Quantize(g);
            Quantize(b);
        }

        private void Quantize(Span<float> values)
        {
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = (int)((float.ClampNative(values[i], 0, 1) * steps) + 0.5f) / (float)steps;
            }
        }
    }
}
