namespace Pentimento.Engine.Operations.Kernels;

/// <summary>
/// A smooth function on 0..1 as a table with straight lines between its entries; arguments outside are clamped. A function of
/// linear light is sampled evenly in its square root, so that dark tones get the entries that the eye needs.
/// </summary>
internal sealed class CurveTable
{
    private const int Steps = 4096;

    private readonly float[] _values = new float[Steps + 2];
    private readonly bool _ofLight;

    /// <param name="curve">Sampled once, here.</param>
    /// <param name="space">What the argument is.</param>
    public CurveTable(Func<double, double> curve, LightSpace space)
    {
        _ofLight = space == LightSpace.Linear;
        for (var i = 0; i < _values.Length; i++)
        {
            var position = Math.Min(1, (double)i / Steps);
            _values[i] = (float)curve(_ofLight ? position * position : position);
        }
    }

    /// <summary>The function's value, within 1e-5 for the curves used here.</summary>
    public float At(float argument)
    {
        var x = float.ClampNative(argument, 0, 1);
        var position = (_ofLight ? MathF.Sqrt(x) : x) * Steps;
        var step = (int)position;
        var from = _values[step];
        return from + ((_values[step + 1] - from) * (position - step));
    }

    /// <summary>Replaces each argument by its value.</summary>
    public void Apply(Span<float> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = At(values[i]);
        }
    }

    /// <summary>Writes the values of the arguments.</summary>
    public void Apply(ReadOnlySpan<float> arguments, Span<float> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = At(arguments[i]);
        }
    }
}
