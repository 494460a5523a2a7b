using System.Runtime.InteropServices;
using Pentimento.Engine.Native.Onnx;
using Pentimento.Engine.Vision;

namespace Pentimento.Engine.Tests.Vision.Conversion;

/// <summary>
/// The converted networks in ONNX Runtime against TensorFlow.js itself on the same drawn picture (tests/assets/README.md says how
/// the reference was made).
/// </summary>
public sealed class ConvertedNetworkTests : IDisposable
{
    private const int Every = 97;
    private const float Tolerance = 1e-3f;

    private readonly ModelPool _pool = new(new());

    public void Dispose() => _pool.Dispose();

    [Fact]
    public void Nanodet_computes_what_it_does_in_tensorflow()
    {
        using var input = OnnxTensor.Create(1, 3, 416, 416);
        Fill(416, (x, y, channel, value) => input.Values[(((channel * 416) + y) * 416) + x] = (value - 0.45f) / 0.225f);

        AssertReference("nanodet", _pool.TfjsNetwork("nanodet", ObjectDetector.FreeAxes), input, ["Identity", "Identity_1", "Identity_2", "Identity_3", "Identity_4", "Identity_5"]);
    }

    [Fact]
    public void The_selfie_network_computes_what_it_does_in_tensorflow()
    {
        using var input = OnnxTensor.Create(1, 256, 256, 3);
        Fill(256, (x, y, channel, value) => input.Values[(((y * 256) + x) * 3) + channel] = value);

        AssertReference("selfie", _pool.TfjsNetwork("selfie"), input, ["activation_10"]);
    }

    [Fact]
    public void Nanodet_takes_pictures_of_other_sizes()
    {
        using var input = OnnxTensor.Create(1, 3, 96, 160);
        input.Values.Clear();

        using var outputs = _pool.TfjsNetwork("nanodet", ObjectDetector.FreeAxes).Run([("input_1", input)], ["Identity", "Identity_5"], TestContext.Current.CancellationToken);

        Assert.Equal([1, 12 * 20, 80], outputs[0].Shape);
        Assert.Equal([1, 3 * 5, 44], outputs[1].Shape);
    }

    private static void AssertReference(string name, NeuralNetwork network, OnnxTensor input, string[] names)
    {
        using var outputs = network.Run([("input_1", input)], names, TestContext.Current.CancellationToken);
        var expected = MemoryMarshal.Cast<byte, float>(Pictures.File($"{name}-reference.bin")).ToArray();
        var actual = names.SelectMany((_, i) => outputs[i].Values.ToArray().Where((_, at) => at % Every == 0)).ToArray();

        Assert.Equal(expected.Length, actual.Length);
        Assert.True(expected.Max() - expected.Min() > 0.9f, "the reference says nothing");
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
    }

    // The bust before a wall of tests/assets/tfjs-reference.mjs.
    private static void Fill(int size, Action<int, int, int, float> set)
    {
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
            {
                var (x, y) = ((column + 0.5) / size, (row + 0.5) / size);
                var head = Math.Pow((x - 0.5) / 0.16, 2) + Math.Pow((y - 0.34) / 0.22, 2) < 1;
                var body = Math.Pow((x - 0.5) / 0.38, 2) + Math.Pow((y - 1) / 0.42, 2) < 1;
                double[] colour = head ? (y < 0.24 ? [0.15, 0.1, 0.08] : [0.85, 0.65, 0.55]) : body ? [0.2, 0.25, 0.5] : [0.7, 0.75, 0.7];
                for (var channel = 0; channel < 3; channel++)
                {
                    set(column, row, channel, (float)(colour[channel] + (0.08 * Math.Sin((40 * x) + (3 * channel)) * Math.Cos(31 * y))));
                }
            }
        }
    }
}
