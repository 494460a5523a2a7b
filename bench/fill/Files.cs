using System.Diagnostics;
using System.Globalization;
using Pentimento.Engine.Fill;
using Pentimento.Engine.Images;

namespace Pentimento.Bench.Fill;

/// <summary>Fills pictures from files and measures wall and processor time of the filling alone.</summary>
internal static class Files
{
    public static int Fill(string picture, string mask, string result, int threads)
    {
        var (wall, cpu) = One(picture, mask, result, threads);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{wall:0.000} s, {cpu:0.000} s of processor time"));
        return 0;
    }

    public static int Set(string folder, string results, int threads)
    {
        Directory.CreateDirectory(results);
        var lines = new List<string>();
        foreach (var picture in Directory.EnumerateFiles(Path.Combine(folder, "in"), "*.png").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(picture);
            var mask = Path.Combine(folder, "mask", name);
            var result = Path.Combine(results, name);
            if (lines.Count == 0)
            {
                // The first fill would pay for compiling.
                One(picture, mask, result, threads);
            }

            var (wall, cpu) = One(picture, mask, result, threads);
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(name)}\t{wall:0.000}\t{cpu:0.000}"));
        }

        File.WriteAllLines(Path.Combine(results, "times.tsv"), lines);
        return 0;
    }

    private static (double Wall, double Cpu) One(string picture, string mask, string result, int threads)
    {
        var decoder = new ImageDecoder(new());
        using var image = decoder.Decode(File.ReadAllBytes(picture));
        using var marked = decoder.Decode(File.ReadAllBytes(mask));
        var weights = new byte[marked.Width * marked.Height];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = marked.Pixels[i * marked.Bands];
        }

        var hole = Mask.FromWeights(weights, marked.Width, marked.Height);
        using var process = Process.GetCurrentProcess();
        var (wall, cpu) = (Stopwatch.GetTimestamp(), process.TotalProcessorTime);
        using var filled = Inpainting.Fill(image, hole, new() { Threads = threads }, null, default);
        var elapsed = Stopwatch.GetElapsedTime(wall).TotalSeconds;
        process.Refresh();
        var spent = (process.TotalProcessorTime - cpu).TotalSeconds;
        using var encoded = new ImageEncoder().Encode(filled, new() { Format = ImageFormat.Png });
        File.WriteAllBytes(result, encoded.Bytes.ToArray());
        return (elapsed, spent);
    }
}
