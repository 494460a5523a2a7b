using System.Numerics;
using Pentimento.Engine.Operations.Kernels;
using Plane = Pentimento.Engine.Operations.Kernels.Plane;

namespace Pentimento.Engine.Tests.Operations.Kernels;

public sealed class FilterTests
{
    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 1, 3)]
    [InlineData(7, 5, 0)]
    [InlineData(7, 5, 2)]
    [InlineData(4, 9, 20)]
    public void A_box_mean_is_the_mean_of_the_neighbours_that_exist(int width, int height, int radius)
    {
        using var plane = Random(width, height);
        using var scratch = new Plane(width, height);
        var before = plane.Values.ToArray();
        BoxFilter.Mean(plane, scratch, radius, None);
        Compare(before, plane, radius, v => v.Average());
    }

    [Theory]
    [InlineData(1, 1, 3)]
    [InlineData(7, 5, 2)]
    [InlineData(4, 9, 20)]
    public void A_box_minimum_is_the_least_of_the_neighbours_that_exist(int width, int height, int radius)
    {
        using var plane = Random(width, height);
        using var scratch = new Plane(width, height);
        var before = plane.Values.ToArray();
        BoxFilter.Minimum(plane, scratch, radius, None);
        Compare(before, plane, radius, v => v.Min());
    }

    [Fact]
    public void A_guided_filter_keeps_a_strong_edge_and_smooths_weak_noise()
    {
        using var guide = new Plane(40, 40);
        var random = new Random(3);
        for (var i = 0; i < 1600; i++)
        {
            guide.Values[i] = (i % 40 < 20 ? 0.2f : 0.8f) + ((float)(random.NextDouble() - 0.5) * 0.02f);
        }

        using var filter = GuidedFilter.Fit(guide, guide, null, 1, 4, 0.05f * 0.05f, None);
        var smooth = new float[40];
        filter.Row(20, guide.Row(20), smooth);
        Assert.All(smooth[..20], v => Assert.InRange(v, 0.18f, 0.22f));
        Assert.All(smooth[20..], v => Assert.InRange(v, 0.78f, 0.82f));
        var flat = smooth[..12];
        Assert.True(flat.Max() - flat.Min() < 0.006f);
    }

    [Fact]
    public void A_guided_filter_counts_only_what_has_weight()
    {
        using var guide = new Plane(20, 1);
        using var weights = new Plane(20, 1);
        for (var x = 0; x < 20; x++)
        {
            guide.Values[x] = x < 10 ? 0.5f : 1;
            weights.Values[x] = x < 10 ? 1 : 0;
        }

        using var filter = GuidedFilter.Fit(guide, guide, weights, 1, 3, 0.01f, None);
        var smooth = new float[20];
        filter.Row(0, guide.Row(0), smooth);
        Assert.All(smooth[..10], v => Assert.Equal(0.5f, v, 1e-4f));
    }

    [Fact]
    public void The_cosine_transform_keeps_energy_and_comes_back()
    {
        var random = new Random(5);
        var samples = Enumerable.Range(0, 8).Select(_ => (float)random.NextDouble()).ToArray();
        var v = samples.Select(s => new Vector<float>(s)).ToArray();
        Dct8.Forward(v);
        Assert.Equal(samples.Sum() / Math.Sqrt(8), v[0][0], 1e-5);
        Assert.Equal(samples.Sum(s => s * s), v.Sum(c => c[0] * c[0]), 1e-5);
        Dct8.Inverse(v);
        Assert.All(samples.Zip(v), p => Assert.Equal(p.First, p.Second[0], 1e-6f));
    }

    [Theory]
    [InlineData(4.0)]
    [InlineData(10.0)]
    public void Noise_is_measured_about_as_strong_as_it_is(double sigma)
    {
        using var scene = Pictures.Make(240, 160, (x, y) => new((byte)(60 + (x / 2)), (byte)(70 + y / 2), 110));
        using var noisy = Pictures.Noisy(scene, sigma);
        var noise = NoiseEstimate.Measure(noisy, None);
        var middle = noise.Luma.Where((_, i) => (i / 8) + (i % 8) is >= 5 and <= 9).Average();
        Assert.InRange(middle, 0.8 * sigma, 1.2 * sigma);
    }

    private static Plane Random(int width, int height)
    {
        var random = new Random(1);
        var plane = new Plane(width, height);
        foreach (ref var value in plane.Values)
        {
            value = (float)random.NextDouble();
        }

        return plane;
    }

    private static void Compare(float[] before, Plane after, int radius, Func<IEnumerable<float>, float> of)
    {
        for (var y = 0; y < after.Height; y++)
        {
            for (var x = 0; x < after.Width; x++)
            {
                var window = from j in Enumerable.Range(0, after.Height)
                             from i in Enumerable.Range(0, after.Width)
                             where Math.Abs(i - x) <= radius && Math.Abs(j - y) <= radius
                             select before[(j * after.Width) + i];
                Assert.Equal(of(window), after.Row(y)[x], 1e-5f);
            }
        }
    }
}
