using System.Diagnostics;
using System.Globalization;
using Pentimento.Engine.Fill;
using Pentimento.Engine.Images;

namespace Pentimento.Bench.Fill;

/// <summary>The bench's photographs with three holes each, filled by us and by whichever of OpenCV and G'MIC is there, in the same run.</summary>
internal static class Comparison
{
    private static readonly string[] Peers = ["telea", "ns", "gmic"];

    public static int Run(string repository, string work)
    {
        Directory.CreateDirectory(work);
        var rows = new SortedDictionary<string, List<(Scores Scores, double Seconds)>>(StringComparer.Ordinal);
        foreach (var file in Photos(repository))
        {
            using var truth = new ImageDecoder(new()).Decode(File.ReadAllBytes(file));
            foreach (var (shape, hole) in Holes(truth))
            {
                using var damaged = truth.Clone();
                Damage(damaged, hole);
                var start = Stopwatch.GetTimestamp();
                using var filled = Inpainting.Fill(damaged, hole, new(), null, default);
                Add($"{shape} pentimento", filled, Stopwatch.GetElapsedTime(start).TotalSeconds);

                var (input, mask, output) = (Path.Combine(work, "in.png"), Path.Combine(work, "mask.png"), Path.Combine(work, "out.png"));
                Write(input, damaged);
                using var marks = Marks(hole);
                Write(mask, marks);
                foreach (var peer in Peers)
                {
                    File.Delete(output);
                    if (Peer(peer, input, mask, output) is { } seconds)
                    {
                        using var made = new ImageDecoder(new()).Decode(File.ReadAllBytes(output));
                        Add($"{shape} {peer}", made, seconds);
                    }
                }

                void Add(string row, Image made, double seconds)
                {
                    rows.TryAdd(row, []);
                    rows[row].Add((Scores.Of(made, truth, hole), seconds * 1e6 / ((double)truth.Width * truth.Height)));
                }
            }
        }

        Console.WriteLine("| hole, tool | PSNR | abs log2 texture | GMS | seam (median) | s/MP, peers with their start |\n|---|---|---|---|---|---|");
        foreach (var (row, all) in rows)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {row} | {all.Average(s => s.Scores.Psnr):0.0} | {all.Average(s => s.Scores.Texture):0.00} | {all.Average(s => s.Scores.Gradients):0.000} | {all.Select(s => s.Scores.Seam).Order().ElementAt(all.Count / 2):0.00} | {all.Average(s => s.Seconds):0.00} |"));
        }

        return 0;
    }

    private static readonly string[] TestPhotos = ["coffee.png", "chelsea.png", "motorcycle.jpg"];

    private static IEnumerable<string> Photos(string repository) =>
        Directory.EnumerateFiles(Path.Combine(repository, "bench", "fill", "photos"), "*.jpg").Order(StringComparer.Ordinal)
            .Concat(TestPhotos.Select(n => Path.Combine(repository, "tests", "assets", n)));

    private static IEnumerable<(string Shape, Mask Hole)> Holes(Image photo)
    {
        var (w, h) = (photo.Width, photo.Height);
        var radius = Math.Sqrt(0.06 * w * h / Math.PI);
        yield return ("strokes", Where((x, y) => Math.Abs(y - (0.2 * h) - (0.5 * x * h / w)) < 2 || Math.Abs(x - (0.7 * w) - (20 * Math.Sin(y * 0.05))) < 1.6));
        yield return ("disc", Where((x, y) => Math.Sqrt(Math.Pow(x - (0.4 * w), 2) + Math.Pow(y - (0.55 * h), 2)) < radius));
        yield return ("rectangle", Where((x, y) => x > 0.5 * w && x < 0.9 * w && y > 0.2 * h && y < 0.575 * h));

        Mask Where(Func<int, int, bool> isHole)
        {
            var weights = new byte[w * h];
            for (var i = 0; i < weights.Length; i++)
            {
                weights[i] = isHole(i % w, i / w) ? (byte)255 : (byte)0;
            }

            return Mask.FromWeights(weights, w, h);
        }
    }

    private static void Damage(Image photo, Mask hole)
    {
        for (var i = 0; i < photo.Pixels.Length; i++)
        {
            photo.Pixels[i] = hole.Values[i / photo.Bands] > 0 ? (byte)127 : photo.Pixels[i];
        }
    }

    private static Image Marks(Mask hole)
    {
        var marks = Image.Create(hole.Width, hole.Height, 3);
        for (var i = 0; i < marks.Pixels.Length; i++)
        {
            marks.Pixels[i] = hole.Values[i / 3];
        }

        return marks;
    }

    private static void Write(string path, Image image)
    {
        using var encoded = new ImageEncoder().Encode(image, new() { Format = ImageFormat.Png });
        File.WriteAllBytes(path, encoded.Bytes.Span);
    }

    /// <summary>Seconds of a peer with its start; null when it is not installed.</summary>
    private static double? Peer(string peer, string input, string mask, string output)
    {
        var start = peer == "gmic"
            ? new ProcessStartInfo("gmic", ["-v", "-1", input, mask, "inpaint_matchpatch[0]", "[1]", "keep[0]", "o", output])
            : new ProcessStartInfo("/usr/bin/python3", ["-c", $"import cv2,sys;a=sys.argv;cv2.imwrite(a[3],cv2.inpaint(cv2.imread(a[1]),cv2.imread(a[2],0),5,cv2.INPAINT_{peer.ToUpperInvariant()}))", input, mask, output]);
        start.RedirectStandardError = true;
        try
        {
            var began = Stopwatch.GetTimestamp();
            using var process = Process.Start(start)!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return File.Exists(output) ? Stopwatch.GetElapsedTime(began).TotalSeconds : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
