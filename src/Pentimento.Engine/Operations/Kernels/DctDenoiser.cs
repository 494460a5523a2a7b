using System.Numerics;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>
/// Denoises a square of samples in overlapping 8 x 8 patches (Yu and Sapiro 2011, "DCT image denoising", IPOL; adaptive aggregation as
/// in Pierazzo, Morel and Facciolo 2017, "Multi-Scale DCT Denoising", IPOL): hard thresholding gives a first estimate, by which a
/// Wiener filter then weights the noisy coefficients. Patches lie at every column and every second row.
/// </summary>
/// <remarks>
/// A vector holds as many neighbouring patches, so the transforms have no shuffles; the vertical transform of a row of patches is done
/// once for all of them, before the horizontal ones and after they are added up.
/// </remarks>
/// <param name="side">Samples a side; the outer <see cref="Margin"/> are context and come out worse.</param>
internal sealed class DctDenoiser(int side)
{
    /// <summary>Context that each side needs: a patch for either pass.</summary>
    public const int Margin = 16;

    private const int Patch = 8;
    private const int RowStep = 2;
    private const float ThresholdInSigmas = 2.7f;

    private readonly int _stride = Stride(side);
    private readonly float[] _pilot = new float[Stride(side) * side];
    private readonly float[] _sum = new float[Stride(side) * side];
    private readonly float[] _weight = new float[Stride(side) * side];
    private readonly float[] _noisyRows = new float[Patch * Stride(side)];
    private readonly float[] _pilotRows = new float[Patch * Stride(side)];
    private readonly float[] _columns = new float[Patch * Patch * (Stride(side) + Patch)];
    private readonly float[] _weights = new float[Stride(side) + Patch];

    /// <summary>Samples from one row of a square to the next: some more than the side, so that the last vectors are whole.</summary>
    public static int Stride(int side) =>
        (side + Patch + (2 * Vector<float>.Count) - 1) / Vector<float>.Count * Vector<float>.Count;

    /// <summary>Denoises in place.</summary>
    /// <param name="samples">side rows of <see cref="Stride"/> samples; what lies beyond the side is to repeat the last sample.</param>
    /// <param name="sigmas">Standard deviation of the noise in each of the 64 frequencies, row by row; 0 for the mean.</param>
    public void Run(Span<float> samples, ReadOnlySpan<float> sigmas)
    {
        Pass(samples, default, sigmas, _pilot);
        Pass(samples, _pilot, sigmas, samples);
    }

    // An empty pilot is the first pass.
    private void Pass(ReadOnlySpan<float> noisy, ReadOnlySpan<float> pilot, ReadOnlySpan<float> sigmas, Span<float> result)
    {
        Array.Clear(_sum);
        Array.Clear(_weight);
        Span<Vector<float>> limits = stackalloc Vector<float>[Patch * Patch];
        for (var i = 0; i < limits.Length; i++)
        {
            limits[i] = new(pilot.IsEmpty ? sigmas[i] * ThresholdInSigmas : Math.Max(sigmas[i] * sigmas[i], 1e-12f));
        }

        // The mean of a patch is kept.
        limits[0] = Vector<float>.Zero;
        for (var y = 0; y <= side - Patch; y += RowStep)
        {
            VerticalForward(noisy[(y * _stride)..], _noisyRows);
            if (pilot.IsEmpty)
            {
                Threshold(limits);
            }
            else
            {
                VerticalForward(pilot[(y * _stride)..], _pilotRows);
                Wiener(limits);
            }

            AddPatches(y);
        }

        // Where no patch lies (the last row or column of an odd size) the samples stay.
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = _weight[i] > 0 ? _sum[i] / _weight[i] : noisy[i];
        }
    }

    private void Threshold(ReadOnlySpan<Vector<float>> limits)
    {
        Span<Vector<float>> patch = stackalloc Vector<float>[Patch * Patch];
        for (var x = 0; x <= side - Patch; x += Vector<float>.Count)
        {
            HorizontalForward(_noisyRows, x, patch);
            var kept = Vector<float>.Zero;
            for (var i = 0; i < patch.Length; i++)
            {
                var keep = Vector.GreaterThanOrEqual(Vector.Abs(patch[i]), limits[i]);
                patch[i] = Vector.ConditionalSelect(keep, patch[i], Vector<float>.Zero);
                kept += Vector.ConditionalSelect(keep, Vector<float>.One, Vector<float>.Zero);
            }

            Spread(patch, x, Vector<float>.One / kept);
        }
    }

    private void Wiener(ReadOnlySpan<Vector<float>> variances)
    {
        Span<Vector<float>> patch = stackalloc Vector<float>[Patch * Patch];
        Span<Vector<float>> model = stackalloc Vector<float>[Patch * Patch];
        for (var x = 0; x <= side - Patch; x += Vector<float>.Count)
        {
            HorizontalForward(_noisyRows, x, patch);
            HorizontalForward(_pilotRows, x, model);
            var gains = Vector<float>.One;
            for (var i = 1; i < patch.Length; i++)
            {
                var energy = model[i] * model[i];
                var gain = energy / (energy + variances[i]);
                patch[i] *= gain;
                gains += gain * gain;
            }

            Spread(patch, x, Vector<float>.One / gains);
        }
    }

    private void VerticalForward(ReadOnlySpan<float> samples, float[] rows)
    {
        Span<Vector<float>> v = stackalloc Vector<float>[Patch];
        for (var x = 0; x <= _stride - Vector<float>.Count; x += Vector<float>.Count)
        {
            for (var k = 0; k < Patch; k++)
            {
                v[k] = new(samples[((k * _stride) + x)..]);
            }

            Dct8.Forward(v);
            for (var k = 0; k < Patch; k++)
            {
                v[k].CopyTo(rows, (k * _stride) + x);
            }
        }
    }

    private void HorizontalForward(float[] rows, int x, Span<Vector<float>> patch)
    {
        for (var k = 0; k < Patch; k++)
        {
            var line = rows.AsSpan((k * _stride) + x, Patch + Vector<float>.Count);
            var v = patch.Slice(k * Patch, Patch);
            for (var j = 0; j < Patch; j++)
            {
                v[j] = new(line[j..]);
            }

            Dct8.Forward(v);
        }
    }

    // Patches overlap by all but one column. Adding them up where they lie would store and load half a vector apart, which stalls; so
    // each column of the patches goes to a line of its own, and the lines are added up once the row of patches is whole.
    private void Spread(Span<Vector<float>> patch, int x, Vector<float> weight)
    {
        for (var k = 0; k < Patch; k++)
        {
            var v = patch.Slice(k * Patch, Patch);
            Dct8.Inverse(v);
            for (var j = 0; j < Patch; j++)
            {
                (v[j] * weight).CopyTo(_columns, Line((k * Patch) + j) + x);
            }
        }

        weight.CopyTo(_weights, Patch + x);
    }

    private int Line(int index) => (index * (_stride + Patch)) + Patch;

    private void AddPatches(int y)
    {
        Span<Vector<float>> v = stackalloc Vector<float>[Patch];
        for (var x = 0; x <= _stride - Vector<float>.Count; x += Vector<float>.Count)
        {
            for (var k = 0; k < Patch; k++)
            {
                var sum = new Vector<float>(_columns, Line(k * Patch) + x);
                for (var j = 1; j < Patch; j++)
                {
                    sum += new Vector<float>(_columns, Line((k * Patch) + j) + x - j);
                }

                v[k] = sum;
            }

            Dct8.Inverse(v);
            var weight = new Vector<float>(_weights, Patch + x);
            for (var j = 1; j < Patch; j++)
            {
                weight += new Vector<float>(_weights, Patch + x - j);
            }

            for (var k = 0; k < Patch; k++)
            {
                var at = _sum.AsSpan(((y + k) * _stride) + x);
                (new Vector<float>(at) + v[k]).CopyTo(at);
                var weights = _weight.AsSpan(((y + k) * _stride) + x);
                (new Vector<float>(weights) + weight).CopyTo(weights);
            }
        }
    }
}
